import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { SelectField, TextArea, TextField } from '../../../ui/field.tsx';
import type { SchemaField } from './schema-fields.ts';

type InputProps = {
  readonly field: SchemaField;
  readonly value: string;
  readonly problem: string | undefined;
  readonly isDisabled: boolean;
  readonly mark: ReactNode;
  readonly onChange: (value: string) => void;
};

/** One key of the schema, by the platform's own field for its kind. */
export function SchemaFieldInput({ field, value, problem, isDisabled, mark, onChange }: InputProps) {
  const { t } = useTranslation('details');
  const label = field.isRequired ? t('required', { label: field.label }) : field.label;
  const hint = mark || field.hint ? <Hint mark={mark} text={field.hint} /> : undefined;
  const common = { label, hint, problem, value, disabled: isDisabled };
  switch (field.kind) {
    case 'boolean':
    case 'choice': {
      const options = field.kind === 'choice' ? field.options.map(String) : ['true', 'false'];
      const words = (option: string): string =>
        field.kind === 'choice' ? option : t(option === 'true' ? 'yes' : 'no');
      // A value that the schema has stopped to take is still shown.
      const all = value === '' || options.includes(value) ? options : [...options, value];
      return (
        <SelectField
          {...common}
          options={[{ value: '', label: t('none') }, ...all.map((option) => ({ value: option, label: words(option) }))]}
          onChange={onChange}
        />
      );
    }
    case 'json':
      return <TextArea {...common} rows={3} dir="ltr" onChange={(event) => onChange(event.target.value)} />;
    default:
      return <TextField {...common} {...INPUTS[field.kind]} onChange={(event) => onChange(event.target.value)} />;
  }
}

const INPUTS = {
  text: { type: 'text' },
  // Not the platform's number field: what is no number must reach the server to be named.
  number: { type: 'text', inputMode: 'decimal' },
  integer: { type: 'text', inputMode: 'numeric' },
  date: { type: 'date' },
  instant: { type: 'datetime-local' },
} as const;

const Hint = ({ mark, text }: { readonly mark: ReactNode; readonly text: string | null }) => (
  <span className="flex flex-wrap items-center gap-2">
    {mark}
    {text}
  </span>
);
