import { useTranslation } from 'react-i18next';
import { CheckField, SelectField, TextArea, TextField } from '../../ui/field.tsx';
import type { InputKind } from './input-kind.ts';
import { ListInput } from './list-input.tsx';
import { TextsByLanguage } from './texts-by-language.tsx';

type SettingInputProps = {
  /** Which messages have its words: `fields.<name>`, and `hints.<name>` where there is more to say. */
  readonly area: 'agentSettings' | 'widgetSettings';
  readonly field: InputKind & { readonly name: string };
  readonly value: unknown;
  readonly problem: string | undefined;
  readonly onChange: (value: unknown) => void;
};

/** One setting, as its kind is typed or chosen. */
export function SettingInput({ area, field, value, problem, onChange }: SettingInputProps) {
  const { t, i18n } = useTranslation(area);
  const hint = i18n.exists(`${area}:hints.${field.name}`) ? t(`hints.${field.name}`) : undefined;
  const common = { label: t(`fields.${field.name}`), hint, problem };
  const text = typeof value === 'string' ? value : '';
  const options = optionsOf(field).map((value) => ({ value, label: t(`options.${field.name}.${value}`) }));
  switch (field.kind) {
    case 'text':
    case 'language':
      return <TextField {...common} value={text} onChange={({ target }) => onChange(target.value)} />;
    case 'long':
      return <TextArea {...common} value={text} onChange={({ target }) => onChange(target.value)} />;
    case 'number':
      return (
        <TextField
          {...common}
          type="number"
          min={field.min ?? 0}
          max={field.max}
          step={1}
          className="max-w-40"
          value={String(value)}
          onChange={({ target }) => onChange(target.value === '' ? 0 : target.valueAsNumber)}
        />
      );
    case 'colour':
      return (
        <TextField
          {...common}
          type="color"
          className="h-10 max-w-24 p-1"
          value={text}
          onChange={({ target }) => onChange(target.value)}
        />
      );
    case 'word':
      return <SelectField {...common} value={text} options={options} onChange={onChange} />;
    case 'switch':
      return <CheckField label={common.label} hint={hint} isOn={value === true} onChange={onChange} />;
    case 'choice':
      return (
        <SelectField
          {...common}
          value={String(value)}
          options={options}
          onChange={(chosen) => onChange(Number(chosen))}
        />
      );
    case 'list':
      return (
        <ListInput
          {...common}
          values={value as readonly string[]}
          itemMax={field.itemMax}
          isLong={field.isLong ?? false}
          onChange={onChange}
        />
      );
    case 'texts-by-language':
      return <TextsByLanguage {...common} texts={value as Readonly<Record<string, string>>} onChange={onChange} />;
  }
}

/** What can be chosen: words, or numbers from 0. */
function optionsOf(field: InputKind): readonly string[] {
  if (field.kind === 'word') return field.words;
  return field.kind === 'choice' ? Array.from({ length: field.options }, (_, place) => String(place)) : [];
}
