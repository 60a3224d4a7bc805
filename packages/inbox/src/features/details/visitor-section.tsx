import { CHANNEL_PLATFORMS } from '@parley/protocol';
import { ApiError, type ConversationView } from '@parley/sdk';
import { ShieldCheck, ShieldQuestion } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useOpen } from '../../conversation-state/open-context.tsx';
import { useInbox, useMay } from '../../session/inbox-session.tsx';
import { problemOf } from '../../session/problem-of.ts';
import { Badge } from '../../ui/badge.tsx';
import { EditableLine } from './editable-line.tsx';
import { Section } from './section.tsx';

const FIELDS = [
  { name: 'contact_name', type: 'text', maxLength: 200 },
  { name: 'contact_email', type: 'email', maxLength: 320 },
  { name: 'contact_phone', type: 'tel', maxLength: 100 },
  { name: 'contact_label', type: 'text', maxLength: 200 },
] as const;

type FieldName = (typeof FIELDS)[number]['name'];

/** Who the visitor is, as far as it is known, and whether anybody vouches for it. */
export function VisitorSection() {
  const { t } = useTranslation('details');
  const { client } = useInbox();
  const { data, make } = useOpen();
  const mayEdit = useMay('conversations.manage');
  const { view, facts } = data;
  const save = async (name: FieldName, value: string | null, basedOn: number): Promise<string | null> => {
    let problem: string | null = null;
    const isStored = await make({
      basedOn,
      look: (before) => withField(before, name, value),
      run: (headers) =>
        client.call('update-conversation', { params: { id: data.id }, headers, body: { [name]: value } }),
      onRefused(error) {
        if (!(error instanceof ApiError) || error.status !== 400) return false;
        problem = error.fields[name] ?? problemOf(error);
        return true;
      },
    });
    // Somebody else's value is on screen by now: what was typed is not kept over it.
    return isStored ? null : problem;
  };
  return (
    <Section title={t('visitor')} actions={<Vouched />}>
      {FIELDS.map(({ name, type, maxLength }) => (
        <EditableLine
          key={name}
          label={t(`fields.${name}`)}
          value={name === 'contact_label' ? view.contactLabel : view.conversation[name]}
          type={type}
          maxLength={maxLength}
          mayEdit={mayEdit}
          onSave={(value, basedOn) => save(name, value, basedOn)}
        />
      ))}
      <p className="text-soft text-xs">{t('shortId', { id: facts.visitor.short_id })}</p>
    </Section>
  );
}

function withField(view: ConversationView, name: FieldName, value: string | null): ConversationView {
  if (name === 'contact_label') return { ...view, contactLabel: value };
  return { ...view, conversation: { ...view.conversation, [name]: value } };
}

/** Whether the site has signed who it is: what a browser says by itself is not evidence. */
function Vouched() {
  const { t } = useTranslation('details');
  const { view, facts } = useOpen().data;
  if (view.verifiedAs !== null) {
    return (
      <Badge tone="good" icon={ShieldCheck}>
        {t('verifiedAs', { id: view.verifiedAs })}
      </Badge>
    );
  }
  if (facts.visitor.id === null || isVouchedBy(view.source)) return null;
  return <Badge icon={ShieldQuestion}>{t('notVerified')}</Badge>;
}

/** Messengers vouch for whose account it is; what a mail says of its sender is a claim, as what a browser says. */
const isVouchedBy = (source: ConversationView['source']): boolean =>
  source !== 'email' && CHANNEL_PLATFORMS.some((platform) => platform === source);
