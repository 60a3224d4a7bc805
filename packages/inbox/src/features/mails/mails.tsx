import { Mail as MailIcon } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useInbox } from '../../session/inbox-session.tsx';
import { usePages } from '../../session/use-pages.ts';
import { Badge } from '../../ui/badge.tsx';
import { Empty } from '../../ui/empty.tsx';
import { SelectField } from '../../ui/field.tsx';
import { Instant } from '../../ui/instant.tsx';
import { MoreButton } from '../../ui/more-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { MAIL_STATES, MAIL_TONES, type Mail, type MailState } from './mail.ts';
import { MailDialog } from './mail-dialog.tsx';

/** What the workspace mails: what waits, what went out, what failed and why. */
export function MailsScreen() {
  const { t } = useTranslation('mails');
  const { client } = useInbox();
  const [state, setState] = useState<MailState | ''>('');
  const [opened, setOpened] = useState<Mail | null>(null);
  const { rows, more, isFirst, isReading } = usePages({
    queryKey: ['mails', client.workspaceId, state],
    read: (cursor) =>
      client.call('list-mails', { query: { ...(state ? { state } : {}), ...(cursor ? { cursor } : {}) } }),
    again: (mails) => (mails.some((mail) => mail.state === 'waiting') ? AGAIN_MS : false),
  });
  return (
    <Page
      title={t('title')}
      text={t('text')}
      actions={
        <SelectField
          label={t('show')}
          isLabelHidden
          value={state}
          options={[
            { value: '', label: t('all') },
            ...MAIL_STATES.map((value) => ({ value, label: t(`states.${value}`) })),
          ]}
          onChange={(value) => setState(value as MailState | '')}
        />
      }
    >
      {rows.some((mail) => mail.state === 'kept') && <Notice tone="fair">{t('keptText')}</Notice>}
      <Card>
        {isFirst ? (
          <Waiting />
        ) : rows.length === 0 ? (
          <Empty icon={MailIcon} title={t('none')} text={t('noneText')} />
        ) : (
          <ul className="divide-y divide-line" aria-busy={isReading}>
            {rows.map((mail) => (
              <MailRow key={mail.id} mail={mail} onOpen={() => setOpened(mail)} />
            ))}
          </ul>
        )}
        <MoreButton onMore={more} isBusy={isReading} />
      </Card>
      {opened && <MailDialog mail={opened} onClose={() => setOpened(null)} />}
    </Page>
  );
}

const AGAIN_MS = 3_000;

function MailRow({ mail, onOpen }: { readonly mail: Mail; readonly onOpen: () => void }) {
  const { t } = useTranslation('mails');
  return (
    <li>
      <button
        type="button"
        onClick={onOpen}
        className="-mx-2 flex w-[calc(100%+1rem)] flex-wrap items-center gap-x-4 gap-y-1 rounded-md px-2 py-2.5 text-start hover:bg-hover"
      >
        <span className="min-w-48 flex-1">
          <span dir="auto" className="block truncate font-medium">
            {mail.subject}
          </span>
          <span className="block truncate text-soft text-sm">
            {t(`kinds.${mail.kind}`)} · {mail.to}
          </span>
        </span>
        <Badge tone={MAIL_TONES[mail.state]}>{t(`states.${mail.state}`)}</Badge>
        <span className="text-soft text-sm">
          <Instant at={mail.created_at} />
        </span>
      </button>
    </li>
  );
}
