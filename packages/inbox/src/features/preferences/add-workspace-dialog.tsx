import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../form/form-dialog.tsx';
import { useForm } from '../../form/use-form.ts';
import { ownWorkspacesQuery, useInbox } from '../../session/inbox-session.tsx';
import { TextField } from '../../ui/field.tsx';

/** Adds a workspace to the installation, and goes on to it. */
export function AddWorkspaceDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('preferences');
  const { client } = useInbox();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const form = useForm({
    stored: { name: '' },
    send: (draft) => client.call('create-workspace', { body: draft }),
    onDone: async ({ id }) => {
      onClose();
      await queries.invalidateQueries({ queryKey: ownWorkspacesQuery.queryKey });
      await navigate({ to: '/$workspace/conversations', params: { workspace: id }, ignoreBlocker: true });
    },
  });
  return (
    <FormDialog title={t('addWorkspace')} text={t('addWorkspaceText')} form={form} action={t('add')} onClose={onClose}>
      <TextField
        label={t('workspaceName')}
        value={form.draft.name}
        maxLength={100}
        problem={form.problemOf('name')}
        onChange={(event) => form.set({ name: event.target.value })}
      />
    </FormDialog>
  );
}
