import type { CannedReply } from '@parley/protocol/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { cannedRepliesQuery } from '../../session/canned-replies.ts';
import { useInbox } from '../../session/inbox-session.tsx';
import { problemOf } from '../../session/problem-of.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { tellProblem } from '../../ui/toast.tsx';

type DeleteCannedReplyDialogProps = { readonly reply: CannedReply; readonly onClose: () => void };

/** Asks before a canned reply is deleted, for everybody. */
export function DeleteCannedReplyDialog({ reply, onClose }: DeleteCannedReplyDialogProps) {
  const { t } = useTranslation('canned-replies');
  const { client } = useInbox();
  const queries = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: () => client.call('delete-canned-reply', { params: { canned_reply_id: reply.id } }),
    onSuccess: onClose,
    onError: (error) => tellProblem(problemOf(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: cannedRepliesQuery(client.workspaceId).queryKey }),
  });
  return (
    <ConfirmDialog
      title={t('deleteTitle', { title: reply.title })}
      text={t('deleteText')}
      action={t('common:delete')}
      isBusy={isPending}
      onConfirm={() => mutate()}
      onClose={onClose}
    />
  );
}
