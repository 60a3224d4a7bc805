import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../form/form-dialog.tsx';
import { useForm } from '../../form/use-form.ts';
import { useInbox } from '../../session/inbox-session.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { SecretDialog } from '../../ui/secret-dialog.tsx';
import { type Expiry, expiryFrom, KEY_EXPIRIES } from './expiry.ts';
import { apiKeysQuery } from './use-api-keys.ts';

const FIRST: { readonly name: string; readonly expires_at: Expiry } = { name: '', expires_at: 'never' };

/** Makes a key, and shows it this once. */
export function CreateKeyDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('keys');
  const { client } = useInbox();
  const queries = useQueryClient();
  const [secret, setSecret] = useState<string | null>(null);
  const form = useForm({
    stored: FIRST,
    send: ({ name, expires_at }) =>
      client.call('create-api-key', { body: { name, expires_at: expiryFrom(expires_at, Date.now()) } }),
    onDone: ({ key }) => {
      setSecret(key);
      void queries.invalidateQueries({ queryKey: apiKeysQuery(client).queryKey });
    },
  });
  if (secret !== null) {
    return <SecretDialog title={t('made')} text={t('madeText')} label={t('key')} secret={secret} onClose={onClose} />;
  }
  return (
    <FormDialog title={t('create')} text={t('createText')} form={form} action={t('createAction')} onClose={onClose}>
      <TextField
        label={t('name')}
        hint={t('nameHint')}
        value={form.draft.name}
        problem={form.problemOf('name')}
        onChange={(event) => form.set({ name: event.target.value })}
      />
      <SelectField
        label={t('expiry')}
        value={form.draft.expires_at}
        problem={form.problemOf('expires_at')}
        options={KEY_EXPIRIES.map((value) => ({ value, label: t(`expiries.${value}`) }))}
        onChange={(value) => form.set({ expires_at: value as Expiry })}
      />
    </FormDialog>
  );
}
