import type { ConversationTag } from '@parley/protocol/api';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../form/form-dialog.tsx';
import { useForm } from '../../form/use-form.ts';
import { useInbox } from '../../session/inbox-session.tsx';
import { tagsQuery } from '../../session/tags.ts';
import { TextField } from '../../ui/field.tsx';
import { TagChip } from '../../ui/tag-chip.tsx';
import { ColourField } from './colour-field.tsx';

type Draft = { readonly name: string; readonly color: string | null };
type TagDialogProps = {
  /** Null for a new one. */
  readonly tag: ConversationTag | null;
  readonly onClose: () => void;
};

/** Names and colours a tag, as it will be read on every row that has it. */
export function TagDialog({ tag, onClose }: TagDialogProps) {
  const { t } = useTranslation('tags');
  const { client } = useInbox();
  const queries = useQueryClient();
  const stored: Draft = { name: tag?.name ?? '', color: tag?.color ?? null };
  const form = useForm({
    stored,
    send: (draft, changed) =>
      tag
        ? client.call('update-tag', { params: { tag_id: tag.id }, body: changed })
        : client.call('create-tag', { body: draft }),
    onDone: async () => {
      onClose();
      await queries.invalidateQueries({ queryKey: tagsQuery(client.workspaceId).queryKey });
    },
  });
  const { name, color } = form.draft;
  return (
    <FormDialog
      title={tag ? t('edit', { name: tag.name }) : t('create')}
      form={form}
      action={t('common:save')}
      onClose={onClose}
    >
      <TextField
        label={t('name')}
        value={name}
        maxLength={100}
        problem={form.problemOf('name')}
        onChange={(event) => form.set({ name: event.target.value })}
      />
      <ColourField value={color} onChange={(next) => form.set({ color: next })} />
      <div>
        <p className="mb-1 font-medium">{t('preview')}</p>
        <TagChip name={name.trim() || t('name')} color={color} />
        <p className="mt-1 text-soft text-sm">{t('contrast')}</p>
      </div>
    </FormDialog>
  );
}
