import { useTranslation } from 'react-i18next';
import type { Form } from '../../form/use-form.ts';
import { useAgents } from '../../session/agents.ts';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { CheckField, SelectField, TextArea, TextField } from '../../ui/field.tsx';
import type { EntryDraft } from './draft.ts';
import type { EntryKind } from './entry-point.ts';

type EntryFieldsProps = {
  readonly form: Form<EntryDraft>;
  readonly kind: EntryKind;
  readonly isNew?: boolean;
};

/** What an entry point is called, what tells it from others, and where it leads. */
export function EntryFields({ form, kind, isNew = false }: EntryFieldsProps) {
  const { t } = useTranslation('entry-points');
  const { draft, set, problemOf } = form;
  return (
    <>
      <TextField
        label={t('name')}
        value={draft.name}
        problem={problemOf('name')}
        onChange={(event) => set({ name: event.target.value })}
      />
      {kind === 'products' && (
        <TextField
          label={t('gtin')}
          hint={t('gtinHint')}
          inputMode="numeric"
          dir="ltr"
          value={draft.gtin}
          problem={problemOf('gtin')}
          onChange={(event) => set({ gtin: event.target.value })}
        />
      )}
      {kind === 'objects' && isNew && <ObjectFields form={form} />}
      <TextArea
        label={t('description')}
        rows={2}
        value={draft.description}
        problem={problemOf('description')}
        onChange={(event) => set({ description: event.target.value })}
      />
      <DestinationFields form={form} />
      <CheckField
        label={t('isActive')}
        hint={t('isActiveHint')}
        isOn={draft.isActive}
        onChange={(isActive) => set({ isActive })}
      />
    </>
  );
}

function ObjectFields({ form }: { readonly form: Form<EntryDraft> }) {
  const { t } = useTranslation('entry-points');
  const { draft, set, problemOf } = form;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField
        label={t('type')}
        hint={t('typeHint')}
        value={draft.type}
        problem={problemOf('type')}
        onChange={(event) => set({ type: event.target.value })}
      />
      <TextField
        label={t('externalId')}
        hint={t('externalIdHint')}
        value={draft.external_id}
        problem={problemOf('external_id')}
        onChange={(event) => set({ external_id: event.target.value })}
      />
    </div>
  );
}

function DestinationFields({ form }: { readonly form: Form<EntryDraft> }) {
  const { t } = useTranslation('entry-points');
  const agents = useAgents();
  const { draft, set, problemOf } = form;
  const { destination } = draft;
  const problem = problemOf('destination');
  const choose = (type: EntryDraft['destination']['type']): void =>
    set({ destination: { ...destination, type, chatbot: destination.chatbot || (agents[0]?.id ?? '') } });
  return (
    <>
      <ChoiceField
        label={t('destination')}
        value={destination.type}
        options={(['chatbot', 'url', 'none'] as const).map((value) => ({ value, label: t(`destinations.${value}`) }))}
        onChange={choose}
      />
      {destination.type === 'chatbot' && (
        <SelectField
          label={t('agent')}
          value={destination.chatbot}
          problem={problem}
          options={agents.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(chatbot) => set({ destination: { ...destination, chatbot } })}
        />
      )}
      {destination.type === 'url' && (
        <TextField
          label={t('address')}
          type="url"
          dir="ltr"
          placeholder="https://"
          value={destination.url}
          problem={problem}
          onChange={(event) => set({ destination: { ...destination, url: event.target.value } })}
        />
      )}
    </>
  );
}
