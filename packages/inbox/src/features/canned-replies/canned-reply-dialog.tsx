import type { CannedReply } from '@parley/protocol/api';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../form/form-dialog.tsx';
import { useForm } from '../../form/use-form.ts';
import { cannedRepliesQuery } from '../../session/canned-replies.ts';
import { useInbox } from '../../session/inbox-session.tsx';
import { TextArea, TextField } from '../../ui/field.tsx';
import { ReplyPreview } from './reply-preview.tsx';

type Draft = { readonly shortcut: string; readonly title: string; readonly body: string };
type CannedReplyDialogProps = {
  /** Null for a new one. */
  readonly reply: CannedReply | null;
  readonly onClose: () => void;
};

/** Writes a canned reply, with what a visitor would read beside it. */
export function CannedReplyDialog({ reply, onClose }: CannedReplyDialogProps) {
  const { t } = useTranslation('canned-replies');
  const { client } = useInbox();
  const queries = useQueryClient();
  const stored: Draft = { shortcut: reply?.shortcut ?? '', title: reply?.title ?? '', body: reply?.body ?? '' };
  const form = useForm({
    stored,
    send: (draft, changed) =>
      reply
        ? client.call('update-canned-reply', { params: { canned_reply_id: reply.id }, body: changed })
        : client.call('create-canned-reply', { body: draft }),
    onDone: async () => {
      onClose();
      await queries.invalidateQueries({ queryKey: cannedRepliesQuery(client.workspaceId).queryKey });
    },
  });
  const { draft, set, problemOf } = form;
  return (
    <FormDialog
      title={reply ? t('edit', { title: reply.title }) : t('create')}
      width="wide"
      form={form}
      action={t('common:save')}
      onClose={onClose}
    >
      <div className="grid gap-4 sm:grid-cols-[2fr_1fr]">
        <TextField
          label={t('name')}
          value={draft.title}
          problem={problemOf('title')}
          onChange={(event) => set({ title: event.target.value })}
        />
        <TextField
          label={t('shortcut')}
          hint={t('shortcutHint', { shortcut: draft.shortcut || 'sorry' })}
          value={draft.shortcut}
          problem={problemOf('shortcut')}
          onChange={(event) => set({ shortcut: event.target.value })}
        />
      </div>
      <div className="grid gap-4 md:grid-cols-2">
        <TextArea
          label={t('body')}
          hint={t('bodyHint', { example: '{{visitor_name|there}}' })}
          rows={8}
          value={draft.body}
          problem={problemOf('body')}
          onChange={(event) => set({ body: event.target.value })}
        />
        <ReplyPreview body={draft.body} onInsert={(variable) => set({ body: `${draft.body}${variable}` })} />
      </div>
    </FormDialog>
  );
}
