import type { TeamMember } from '@parley/protocol/api';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useInbox } from '../../session/inbox-session.tsx';
import { memberName } from '../../session/team.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { tell } from '../../ui/toast.tsx';
import { useRemoveMember } from './use-team.ts';

const COUNTED = 100;

type RemoveMemberDialogProps = { readonly member: TeamMember; readonly onClose: () => void };

/** Says what becomes of a member's conversations before they are removed, or leave. */
export function RemoveMemberDialog({ member, onClose }: RemoveMemberDialogProps) {
  const { t } = useTranslation('team');
  const { session } = useInbox();
  const { mutate, isPending } = useRemoveMember();
  const isSelf = member.user_id === session.user.id;
  const name = memberName(member);
  const removed = (): void => {
    if (isSelf) {
      location.assign('/inbox');
      return;
    }
    tell(t('removed', { name }));
    onClose();
  };
  return (
    <ConfirmDialog
      title={isSelf ? t('leaveTitle', { workspace: session.workspace.name }) : t('removeTitle', { name })}
      text={isSelf ? t('leaveText') : t('removeText')}
      action={isSelf ? t('leave') : t('removeAction')}
      isBusy={isPending}
      onConfirm={() => mutate(member.id, { onSuccess: removed })}
      onClose={onClose}
    >
      <Notice>{useTheirConversations(member)}</Notice>
    </ConfirmDialog>
  );
}

/** What is to be said of the conversations that somebody has. */
function useTheirConversations(member: TeamMember): string {
  const { t } = useTranslation('team');
  const { client } = useInbox();
  const { data } = useQuery({
    queryKey: ['conversations-of', client.workspaceId, member.user_id],
    queryFn: () =>
      client.call('list-inbox-conversations', {
        query: { assigned_to: member.user_id, resolution_status: 'open', limit: COUNTED },
      }),
    staleTime: 0,
  });
  if (!data) return t('theirConversations');
  if (data.data.length === 0) return t('noConversations');
  return data.has_more ? t('manyConversations', { count: COUNTED }) : t('conversations', { count: data.data.length });
}
