import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../form/form-dialog.tsx';
import { useForm } from '../../form/use-form.ts';
import { useInbox } from '../../session/inbox-session.tsx';
import { NEW_ENTRY } from './draft.ts';
import { EntryFields } from './entry-fields.tsx';
import type { EntryKind } from './entry-point.ts';
import { KINDS } from './kinds.ts';
import { useTakeOver } from './use-entry.ts';

type CreateEntryDialogProps = { readonly kind: EntryKind; readonly onClose: () => void };

/** Makes an entry point, and goes on to it. */
export function CreateEntryDialog({ kind, onClose }: CreateEntryDialogProps) {
  const { t } = useTranslation('entry-points');
  const { client } = useInbox();
  const navigate = useNavigate();
  const takeOver = useTakeOver(kind);
  const form = useForm({
    stored: NEW_ENTRY,
    send: (draft) => KINDS[kind].create(client, draft),
    onDone: async (entry) => {
      onClose();
      void takeOver(entry);
      const params = { workspace: client.workspaceId, kind, entry: entry.id };
      await navigate({ to: '/$workspace/settings/entry-points/$kind/$entry', params, ignoreBlocker: true });
    },
  });
  return (
    <FormDialog title={t(`create.${kind}`)} form={form} action={t('createAction')} onClose={onClose}>
      <EntryFields form={form} kind={kind} isNew />
    </FormDialog>
  );
}
