import type { ConversationTag } from '@parley/protocol/api';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useInbox } from '../../session/inbox-session.tsx';
import { problemOf } from '../../session/problem-of.ts';
import { tagsQuery } from '../../session/tags.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { tellProblem } from '../../ui/toast.tsx';

const COUNTED = 100;

type DeleteTagDialogProps = { readonly tag: ConversationTag; readonly onClose: () => void };

/** Says how many conversations lose a tag before it is deleted. */
export function DeleteTagDialog({ tag, onClose }: DeleteTagDialogProps) {
  const { t } = useTranslation('tags');
  const { client } = useInbox();
  const queries = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: () => client.call('delete-tag', { params: { tag_id: tag.id } }),
    onSuccess: onClose,
    onError: (error) => tellProblem(problemOf(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: tagsQuery(client.workspaceId).queryKey }),
  });
  return (
    <ConfirmDialog
      title={t('deleteTitle', { name: tag.name })}
      text={t('deleteText')}
      action={t('common:delete')}
      isBusy={isPending}
      onConfirm={() => mutate()}
      onClose={onClose}
    >
      <Notice>{useCarriers(tag)}</Notice>
    </ConfirmDialog>
  );
}

/** How many conversations have a tag, in words. */
function useCarriers(tag: ConversationTag): string {
  const { t } = useTranslation('tags');
  const { client } = useInbox();
  const { data } = useQuery({
    queryKey: ['conversations-with', client.workspaceId, tag.id],
    queryFn: () => client.call('list-inbox-conversations', { query: { tag: tag.id, limit: COUNTED } }),
    staleTime: 0,
  });
  if (!data) return t('counting');
  return data.has_more ? t('manyCarriers', { count: COUNTED }) : t('carriers', { count: data.data.length });
}
