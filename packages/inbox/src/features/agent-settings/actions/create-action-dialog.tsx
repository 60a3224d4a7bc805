import { ACTION_METHODS, ACTION_TYPES } from '@parley/protocol';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../../form/form-dialog.tsx';
import { useForm } from '../../../form/use-form.ts';
import { useInbox } from '../../../session/inbox-session.tsx';
import { ChoiceField } from '../../../ui/choice-field.tsx';
import { SelectField, TextArea, TextField } from '../../../ui/field.tsx';
import { type ActionDraft, FIRST_REQUEST } from './action-draft.ts';
import { actionsQuery } from './use-actions.ts';

type Draft = Pick<ActionDraft, 'name' | 'description' | 'method'> & {
  readonly kind: (typeof ACTION_TYPES)[number];
  /** By the name that the server tells what is wrong by. */
  readonly remote_mcp: { readonly url: string };
};

const FIRST: Draft = {
  kind: 'http_request',
  name: '',
  description: '',
  method: FIRST_REQUEST.method,
  remote_mcp: { url: '' },
};

/** Makes an action of which the rest is still missing, and goes on to it. */
export function CreateActionDialog({ agentId, onClose }: { readonly agentId: string; readonly onClose: () => void }) {
  const { t } = useTranslation('actions');
  const { client } = useInbox();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const form = useForm({
    stored: FIRST,
    send: ({ kind, name, description, method, remote_mcp: remote }) =>
      client.agent(agentId)('create-ai-action', {
        body:
          kind === 'remote_mcp'
            ? { type: kind, name, description, remote_mcp: { url: remote.url.trim() } }
            : { type: kind, name, description, http_request: { ...FIRST_REQUEST, method } },
      }),
    onDone: ({ id }) => {
      onClose();
      void queries.invalidateQueries({ queryKey: actionsQuery(client, agentId).queryKey });
      const params = { workspace: client.workspaceId, agent: agentId, action: String(id) };
      void navigate({ to: '/$workspace/agents/$agent/actions/$action', params, ignoreBlocker: true });
    },
  });
  const { draft, set, problemOf } = form;
  const isRemote = draft.kind === 'remote_mcp';
  return (
    <FormDialog title={t('create')} text={t('createText')} form={form} action={t('createAction')} onClose={onClose}>
      <ChoiceField
        label={t('kind')}
        value={draft.kind}
        options={ACTION_TYPES.map((value) => ({ value, label: t(`kinds.${value}`) }))}
        onChange={(kind) => set({ kind })}
      />
      <TextField
        label={t('name')}
        value={draft.name}
        problem={problemOf('name')}
        onChange={({ target }) => set({ name: target.value })}
      />
      <TextArea
        label={t(isRemote ? 'remote.description' : 'description')}
        hint={t(isRemote ? 'remote.descriptionHint' : 'descriptionHint')}
        value={draft.description}
        problem={problemOf('description')}
        onChange={({ target }) => set({ description: target.value })}
      />
      {!isRemote && (
        <SelectField
          label={t('method')}
          hint={t('methodHint')}
          value={draft.method}
          options={ACTION_METHODS.map((value) => ({ value, label: value }))}
          onChange={(value) => set({ method: ACTION_METHODS.find((each) => each === value) ?? FIRST.method })}
        />
      )}
      {isRemote && (
        <TextField
          label={t('remote.url')}
          hint={t('remote.urlHint')}
          dir="ltr"
          placeholder="https://"
          spellCheck={false}
          value={draft.remote_mcp.url}
          problem={problemOf('remote_mcp')}
          onChange={({ target }) => set({ remote_mcp: { url: target.value } })}
        />
      )}
    </FormDialog>
  );
}
