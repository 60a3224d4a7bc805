import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../../../form/form-dialog.tsx';
import { useForm } from '../../../../form/use-form.ts';
import { useInbox } from '../../../../session/inbox-session.tsx';
import { TextField } from '../../../../ui/field.tsx';
import { tell } from '../../../../ui/toast.tsx';
import { secretName, shownPlaceholder } from '../placeholders.ts';
import { secretsQuery } from '../use-actions.ts';

type SecretDialogProps = {
  readonly agentId: string;
  /** Whose value is replaced; null makes one. */
  readonly name: string | null;
  readonly onClose: () => void;
};

const NAME = /^[a-z][a-z0-9_]{0,63}$/;

/** Sets a secret. It is written and never read: what it was is not shown. */
export function SecretDialog({ agentId, name, onClose }: SecretDialogProps) {
  const { t } = useTranslation('actions');
  const { client } = useInbox();
  const queries = useQueryClient();
  const form = useForm({
    stored: { name: name ?? '', value: '' },
    send: ({ name: named, value }) =>
      client.agent(agentId)('set-ai-action-secret', { params: { name: named }, body: { value } }),
    onDone: async ({ name: kept }) => {
      await queries.invalidateQueries({ queryKey: secretsQuery(client, agentId).queryKey });
      onClose();
      tell(t('secretSet', { placeholder: shownPlaceholder(secretName(kept)) }));
    },
  });
  const { draft, set, problemOf } = form;
  const isWrong = draft.name !== '' && !NAME.test(draft.name);
  return (
    <FormDialog
      title={name === null ? t('newSecret') : t('replaceTitle', { name })}
      text={t('secretText')}
      form={form}
      action={t('setSecret')}
      onClose={onClose}
    >
      {name === null && (
        <TextField
          label={t('secretName')}
          hint={t('secretNameHint')}
          dir="ltr"
          spellCheck={false}
          autoComplete="off"
          className="font-mono text-sm"
          value={draft.name}
          problem={isWrong ? t('secretNameWrong') : problemOf('name')}
          onChange={({ target }) => set({ name: target.value })}
        />
      )}
      <TextField
        label={t('secretValue')}
        hint={t('secretValueHint')}
        type="password"
        dir="ltr"
        autoComplete="new-password"
        value={draft.value}
        problem={problemOf('value')}
        onChange={({ target }) => set({ value: target.value })}
      />
    </FormDialog>
  );
}
