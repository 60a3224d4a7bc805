import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useInbox } from '../../session/inbox-session.tsx';
import { problemOf } from '../../session/problem-of.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { DueList } from './due-list.tsx';
import type { RuleValues } from './retention-rules.ts';

type StricterDialogProps = {
  readonly rules: RuleValues;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
};

/** Says what stricter rules would take at once, and has the name of the workspace typed. */
export function StricterDialog({ rules, onConfirm, onClose }: StricterDialogProps) {
  const { t } = useTranslation('retention');
  const { client, session } = useInbox();
  const { data, error } = useQuery({
    queryKey: ['retention-trial', client.workspaceId, rules],
    queryFn: () => client.call('update-retention', { query: { dry_run: 'true' }, body: rules }),
    staleTime: 0,
    retry: false,
  });
  return (
    <ConfirmDialog
      title={t('stricterTitle')}
      text={t('stricterText')}
      action={t('stricterAction')}
      typed={session.workspace.name}
      onConfirm={onConfirm}
      onClose={onClose}
    >
      {error ? (
        <Notice tone="bad">{problemOf(error)}</Notice>
      ) : (
        <div className="flex flex-col gap-2 rounded-md bg-canvas p-3">
          <p className="font-medium">{t('wouldTake')}</p>
          {data ? <DueList due={data.due} /> : <p className="text-soft">{t('counting')}</p>}
        </div>
      )}
    </ConfirmDialog>
  );
}
