import { ACTION_METHODS } from '@parley/protocol';
import { useTranslation } from 'react-i18next';
import { ChoiceField } from '../../../../ui/choice-field.tsx';
import { SelectField } from '../../../../ui/field.tsx';
import { Card } from '../../../../ui/page.tsx';
import { isolated, placeholder, shownPlaceholder } from '../placeholders.ts';
import { Items } from './items.tsx';
import type { Part } from './part.ts';
import { TemplateField } from './template-field.tsx';

const BODY_TYPES = ['none', 'items', 'raw'] as const;

/** What is sent, and where. */
export function RequestCard({ draft, onEdit, problemAt }: Part) {
  const { t } = useTranslation('actions');
  return (
    <Card
      title={t('request')}
      text={t('requestText', { example: shownPlaceholder('order_id'), constant: isolated('[[shop]]') })}
    >
      <div className="grid gap-3 sm:grid-cols-[8rem_minmax(0,1fr)]">
        <SelectField
          label={t('method')}
          value={draft.method}
          problem={problemAt('method')}
          options={ACTION_METHODS.map((value) => ({ value, label: value }))}
          onChange={(value) => onEdit({ method: ACTION_METHODS.find((each) => each === value) ?? draft.method })}
        />
        <TemplateField
          label={t('url')}
          example="https://"
          value={draft.url}
          problem={problemAt('url')}
          onChange={(url) => onEdit({ url })}
        />
      </div>
      <Items
        kind="query"
        path="query"
        items={draft.query}
        problemAt={problemAt}
        onChange={(query) => onEdit({ query })}
      />
      <Items
        kind="headers"
        path="headers"
        items={draft.headers}
        problemAt={problemAt}
        onChange={(headers) => onEdit({ headers })}
      />
      {draft.method !== 'GET' && <Body draft={draft} onEdit={onEdit} problemAt={problemAt} />}
    </Card>
  );
}

function Body({ draft, onEdit, problemAt }: Part) {
  const { t } = useTranslation('actions');
  const problem = problemAt('body');
  return (
    <>
      <ChoiceField
        label={t('body')}
        value={draft.bodyType}
        options={BODY_TYPES.map((value) => ({ value, label: t(`bodies.${value}`) }))}
        onChange={(bodyType) => onEdit({ bodyType })}
      />
      {problem && (
        <p role="alert" className="text-bad text-sm">
          {problem}
        </p>
      )}
      {draft.bodyType === 'items' && (
        <Items
          kind="items"
          path="body.items"
          items={draft.bodyItems}
          problemAt={problemAt}
          onChange={(bodyItems) => onEdit({ bodyItems })}
        />
      )}
      {draft.bodyType === 'raw' && (
        <TemplateField
          label={t('rawBody')}
          hint={t('rawHint', { bare: shownPlaceholder('count'), quoted: isolated(`"${placeholder('name')}"`) })}
          rows={8}
          value={draft.bodyText}
          problem={problemAt('body.content')}
          onChange={(bodyText) => onEdit({ bodyText })}
        />
      )}
    </>
  );
}
