import { TOKEN_SCOPES, type TokenScope } from '@parley/protocol';
import type { Chatbot } from '@parley/protocol/api';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../form/form-dialog.tsx';
import { useForm } from '../../form/use-form.ts';
import { useInbox } from '../../session/inbox-session.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { SecretDialog } from '../../ui/secret-dialog.tsx';
import { type Expiry, expiryFrom, TOKEN_EXPIRIES } from './expiry.ts';
import { agentTokensQuery } from './use-agent-tokens.ts';

type Draft = { readonly name: string; readonly scope: TokenScope; readonly expires_at: Expiry };

const FIRST: Draft = { name: '', scope: 'read_all', expires_at: 'days90' };

type CreateTokenDialogProps = { readonly agent: Chatbot; readonly onClose: () => void };

/** Makes a token of an agent, and shows it this once. */
export function CreateTokenDialog({ agent, onClose }: CreateTokenDialogProps) {
  const { t } = useTranslation('keys');
  const { client } = useInbox();
  const queries = useQueryClient();
  const [secret, setSecret] = useState<string | null>(null);
  const form = useForm({
    stored: FIRST,
    send: ({ name, scope, expires_at }) =>
      client.call('create-agent-token', {
        params: { chatbot_id: agent.id },
        body: { name, scope, expires_at: expiryFrom(expires_at, Date.now()) },
      }),
    onDone: ({ token }) => {
      setSecret(token);
      void queries.invalidateQueries({ queryKey: agentTokensQuery(client, agent.id).queryKey });
    },
  });
  if (secret !== null) {
    return (
      <SecretDialog title={t('tokenMade')} text={t('madeText')} label={t('token')} secret={secret} onClose={onClose} />
    );
  }
  const { draft, set, problemOf } = form;
  return (
    <FormDialog
      title={t('createToken')}
      text={t('createTokenText', { agent: agent.name })}
      form={form}
      action={t('createAction')}
      onClose={onClose}
    >
      <TextField
        label={t('name')}
        hint={t('tokenNameHint')}
        value={draft.name}
        problem={problemOf('name')}
        onChange={(event) => set({ name: event.target.value })}
      />
      <SelectField
        label={t('scope')}
        hint={t(`scopeHints.${draft.scope}`)}
        value={draft.scope}
        problem={problemOf('scope')}
        options={TOKEN_SCOPES.map((value) => ({ value, label: t(`scopes.${value}`) }))}
        onChange={(value) => set({ scope: value as TokenScope })}
      />
      <SelectField
        label={t('expiry')}
        value={draft.expires_at}
        problem={problemOf('expires_at')}
        options={TOKEN_EXPIRIES.map((value) => ({ value, label: t(`expiries.${value}`) }))}
        onChange={(value) => set({ expires_at: value as Expiry })}
      />
    </FormDialog>
  );
}
