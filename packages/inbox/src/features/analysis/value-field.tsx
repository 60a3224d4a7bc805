import { Braces, ListChecks } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { SelectField, TextArea, TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { isFormEnough, type SchemaDraft, switchView, VALUE_KINDS, type ValueKind } from './dimension-schema.ts';

const JsonEditor = lazy(async () => ({ default: (await import('../../ui/json-editor.tsx')).JsonEditor }));

type ValueFieldProps = {
  readonly draft: SchemaDraft;
  readonly problem: string | undefined;
  readonly onChange: (draft: SchemaDraft) => void;
};

/** What a value may be: a form for what is asked most, JSON Schema for the rest. */
export function ValueField({ draft, problem, onChange }: ValueFieldProps) {
  const { t } = useTranslation('analysis');
  const { isJson } = draft;
  const mayLeave = !isJson || isFormEnough(draft);
  return (
    <fieldset className="flex min-w-0 flex-col gap-3 rounded-md border border-line p-3">
      <legend className="px-1 font-medium">{t('value')}</legend>
      {isJson ? (
        <>
          <Suspense fallback={<Waiting />}>
            <JsonEditor
              label={t('schema')}
              text={draft.json}
              isReadOnly={false}
              onChange={(json) => onChange({ ...draft, json })}
            />
          </Suspense>
          {!mayLeave && <Notice>{t('jsonOnly')}</Notice>}
        </>
      ) : (
        <FormValue draft={draft} onChange={onChange} />
      )}
      {problem && (
        <p role="alert" className="text-bad text-sm">
          {problem}
        </p>
      )}
      <Button
        kind="plain"
        icon={isJson ? ListChecks : Braces}
        className="self-start"
        disabled={!mayLeave}
        onClick={() => onChange(switchView(draft, !isJson))}
      >
        {isJson ? t('asForm') : t('asJson')}
      </Button>
    </fieldset>
  );
}

function FormValue({ draft, onChange }: Pick<ValueFieldProps, 'draft' | 'onChange'>) {
  const { t } = useTranslation('analysis');
  const { kind } = draft;
  return (
    <>
      <SelectField
        label={t('kind')}
        value={kind}
        options={VALUE_KINDS.map((each) => ({ value: each, label: t(`kinds.${each}`) }))}
        onChange={(chosen) => onChange({ ...draft, kind: chosen as ValueKind })}
      />
      {(kind === 'choice' || kind === 'list') && (
        <TextArea
          label={t('words')}
          hint={t(kind === 'choice' ? 'wordsHint' : 'listWordsHint')}
          value={draft.words}
          onChange={(event) => onChange({ ...draft, words: event.target.value })}
        />
      )}
      {(kind === 'number' || kind === 'integer') && (
        <div className="grid grid-cols-2 gap-4">
          <TextField
            label={t('least')}
            inputMode="decimal"
            dir="ltr"
            value={draft.from}
            onChange={(event) => onChange({ ...draft, from: event.target.value })}
          />
          <TextField
            label={t('most')}
            inputMode="decimal"
            dir="ltr"
            value={draft.to}
            onChange={(event) => onChange({ ...draft, to: event.target.value })}
          />
        </div>
      )}
    </>
  );
}
