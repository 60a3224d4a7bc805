import type { AnalysisDimension } from '@parley/protocol/api';
import { ApiError } from '@parley/sdk';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../form/form-dialog.tsx';
import { useForm } from '../../form/use-form.ts';
import { TextArea, TextField } from '../../ui/field.tsx';
import { tell } from '../../ui/toast.tsx';
import { FIRST_SCHEMA, isWithoutWords, type SchemaDraft, schemaDraftOf, schemaOf } from './dimension-schema.ts';
import { keyOfName } from './rubric-change.ts';
import { useChangeRubric } from './use-analysis.ts';
import { ValueField } from './value-field.tsx';

type DimensionDraft = {
  readonly name: string;
  readonly key: string;
  readonly description: string;
  readonly schema: SchemaDraft;
};

const FIRST: DimensionDraft = { name: '', key: '', description: '', schema: FIRST_SCHEMA };

type DimensionDialogProps = {
  /** The one that is changed; null adds one. */
  readonly dimension: AnalysisDimension | null;
  readonly onClose: () => void;
};

/** Adds a dimension or changes one. What was found is kept under its key, which therefore stays as it is. */
export function DimensionDialog({ dimension, onClose }: DimensionDialogProps) {
  const { t } = useTranslation('analysis');
  const change = useChangeRubric();
  const form = useForm({
    stored: dimension ? { ...dimension, schema: schemaDraftOf(dimension.schema) } : FIRST,
    send: ({ name, key, description, schema: draft }) => {
      const schema = schemaOf(draft);
      if (!schema) throw refused(t('noObject'));
      if (isWithoutWords(draft)) throw refused(t('noWords'));
      return change({ type: dimension ? 'change' : 'add', dimension: { key, name, description, schema } });
    },
    onDone: () => {
      onClose();
      tell(t('saved'));
    },
  });
  const { draft, set, problemOf } = form;
  /** The key follows the name until somebody has written one. */
  const rename = (name: string): void =>
    set({ name, ...(dimension === null && draft.key === keyOfName(draft.name) ? { key: keyOfName(name) } : {}) });
  return (
    <FormDialog
      title={dimension ? t('editTitle') : t('addTitle')}
      width="wide"
      form={form}
      action={dimension ? t('common:save') : t('addAction')}
      onClose={onClose}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label={t('name')}
          maxLength={80}
          value={draft.name}
          problem={problemOf('name')}
          onChange={(event) => rename(event.target.value)}
        />
        <TextField
          label={t('key')}
          hint={t(dimension ? 'keyStays' : 'keyHint')}
          dir="ltr"
          className="font-mono"
          maxLength={64}
          disabled={dimension !== null}
          value={draft.key}
          problem={problemOf('key')}
          onChange={(event) => set({ key: event.target.value })}
        />
      </div>
      <TextArea
        label={t('description')}
        hint={t('descriptionHint')}
        rows={3}
        maxLength={1_000}
        value={draft.description}
        problem={problemOf('description')}
        onChange={(event) => set({ description: event.target.value })}
      />
      <ValueField draft={draft.schema} problem={problemOf('schema')} onChange={(schema) => set({ schema })} />
    </FormDialog>
  );
}

/** What the server would refuse in words that are about JSON Schema. */
const refused = (problem: string): ApiError => new ApiError(400, null, problem, { fields: { schema: problem } });
