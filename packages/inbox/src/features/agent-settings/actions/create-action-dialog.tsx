import { ACTION_METHODS } from '@parley/protocol';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../../form/form-dialog.tsx';
import { useForm } from '../../../form/use-form.ts';
import { useInbox } from '../../../session/inbox-session.tsx';
import { SelectField, TextArea, TextField } from '../../../ui/field.tsx';
import { type ActionDraft, FIRST_REQUEST } from './action-draft.ts';
import { actionsQuery } from './use-actions.ts';

type Draft = Pick<ActionDraft, 'name' | 'description' | 'method'>;

const FIRST: Draft = { name: '', description: '', method: FIRST_REQUEST.method };

/** Makes an action of which the rest is still missing, and goes on to it. */
export function CreateActionDialog({ agentId, onClose }: { readonly agentId: string; readonly onClose: () => void }) {
  const { t } = useTranslation('actions');
  const { client } = useInbox();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const form = useForm({
    stored: FIRST,
    send: ({ name, description, method }) =>
      client.agent(agentId)('create-ai-action', {
        body: { type: 'http_request', name, description, http_request: { ...FIRST_REQUEST, method } },
      }),
    onDone: ({ id }) => {
      onClose();
      void queries.invalidateQueries({ queryKey: actionsQuery(client, agentId).queryKey });
      const params = { workspace: client.workspaceId, agent: agentId, action: String(id) };
      void navigate({ to: '/$workspace/agents/$agent/actions/$action', params, ignoreBlocker: true });
    },
  });
  const { draft, set, problemOf } = form;
  return (
    <FormDialog title={t('create')} text={t('createText')} form={form} action={t('createAction')} onClose={onClose}>
      <TextField
        label={t('name')}
        value={draft.name}
        problem={problemOf('name')}
        onChange={({ target }) => set({ name: target.value })}
      />
      <TextArea
        label={t('description')}
        hint={t('descriptionHint')}
        value={draft.description}
        problem={problemOf('description')}
        onChange={({ target }) => set({ description: target.value })}
      />
      <SelectField
        label={t('method')}
        hint={t('methodHint')}
        value={draft.method}
        options={ACTION_METHODS.map((value) => ({ value, label: value }))}
        onChange={(value) => set({ method: ACTION_METHODS.find((each) => each === value) ?? FIRST.method })}
      />
    </FormDialog>
  );
}
