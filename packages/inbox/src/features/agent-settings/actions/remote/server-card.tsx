import { useTranslation } from 'react-i18next';
import { ChoiceField } from '../../../../ui/choice-field.tsx';
import { TextField } from '../../../../ui/field.tsx';
import { Card } from '../../../../ui/page.tsx';
import { Items } from '../editor/items.tsx';
import type { Part } from '../editor/part.ts';
import { TemplateField } from '../editor/template-field.tsx';
import { secretName, shownPlaceholder } from '../placeholders.ts';
import { type RemoteDraft, SIGN_INS } from './remote-draft.ts';

/** Where the server is, and how it is signed in to. */
export function ServerCard({ draft, onEdit, problemAt }: Part<RemoteDraft>) {
  const { t } = useTranslation('actions');
  return (
    <Card title={t('remote.server')} text={t('remote.serverText')}>
      <TextField
        label={t('remote.url')}
        hint={t('remote.urlHint')}
        dir="ltr"
        placeholder="https://"
        spellCheck={false}
        className="font-mono text-sm"
        value={draft.url}
        problem={problemAt('url')}
        onChange={({ target }) => onEdit({ url: target.value })}
      />
      <ChoiceField
        label={t('remote.signIn')}
        value={draft.signIn}
        options={SIGN_INS.map((value) => ({ value, label: t(`remote.signIns.${value}`) }))}
        onChange={(signIn) => onEdit({ signIn })}
      />
      {draft.signIn === 'bearer' && (
        <TemplateField
          label={t('remote.bearer')}
          hint={t('remote.bearerHint', { example: shownPlaceholder(secretName('shop_token')) })}
          value={draft.bearer}
          problem={problemAt('bearer')}
          onChange={(bearer) => onEdit({ bearer })}
        />
      )}
      {draft.signIn === 'headers' && (
        <Items
          kind="headers"
          path="headers"
          items={draft.headers}
          problemAt={problemAt}
          onChange={(headers) => onEdit({ headers })}
        />
      )}
    </Card>
  );
}
