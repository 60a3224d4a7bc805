import { FLAG_REASONS } from '@parley/protocol';
import { Flag } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { SaveBar } from '../../form/save-bar.tsx';
import { useForm } from '../../form/use-form.ts';
import { useMay } from '../../session/inbox-session.tsx';
import { memberName, useMembers } from '../../session/team.ts';
import { CheckField } from '../../ui/field.tsx';
import { Card } from '../../ui/page.tsx';
import { tell } from '../../ui/toast.tsx';
import { useSaveSettings } from './use-analysis.ts';

/** What flags there are, and who of the team gets a mail of them. */
export function FlagsForm({ recipients }: { readonly recipients: readonly string[] }) {
  const { t } = useTranslation(['analysis', 'words']);
  const mayManage = useMay('agents.manage');
  const members = useMembers();
  const save = useSaveSettings();
  // In the order of the team; whoever has left it meanwhile gets no mail, and would be refused.
  const inOrder = (chosen: readonly string[]): string[] =>
    members.map(({ user_id }) => user_id).filter((id) => chosen.includes(id));
  const form = useForm({
    stored: { flag_recipients: inOrder(recipients) },
    send: save,
    onDone: () => tell(t('saved')),
  });
  const { flag_recipients: chosen } = form.draft;
  const problem = form.problemOf('flag_recipients');
  return (
    <Card title={t('flags')} text={t('flagsText')}>
      <ul className="gap-x-6 sm:columns-2">
        {FLAG_REASONS.map((reason) => (
          <li key={reason} className="flex break-inside-avoid items-center gap-2 py-0.5">
            <Flag aria-hidden className="size-4 shrink-0 text-bad" />
            <span>{t(`words:flags.${reason}`)}</span>
          </li>
        ))}
      </ul>
      <form onSubmit={form.submit} noValidate className="flex flex-col gap-4">
        <fieldset disabled={!mayManage} className="flex min-w-0 flex-col gap-3">
          <legend className="mb-1 font-medium">{t('recipients')}</legend>
          <p className="text-soft text-sm">{t(chosen.length === 0 ? 'noRecipients' : 'recipientsHint')}</p>
          <div className="grid max-h-72 gap-3 overflow-y-auto p-0.5 sm:grid-cols-2 lg:grid-cols-3">
            {members.map((member) => (
              <CheckField
                key={member.user_id}
                label={<bdi>{memberName(member)}</bdi>}
                hint={<span className="break-all">{member.email}</span>}
                isOn={chosen.includes(member.user_id)}
                onChange={(isOn) =>
                  form.set({
                    flag_recipients: inOrder(
                      isOn ? [...chosen, member.user_id] : chosen.filter((id) => id !== member.user_id),
                    ),
                  })
                }
              />
            ))}
          </div>
          {problem && (
            <p role="alert" className="text-bad text-sm">
              {problem}
            </p>
          )}
        </fieldset>
        <SaveBar isShy form={form} />
      </form>
    </Card>
  );
}
