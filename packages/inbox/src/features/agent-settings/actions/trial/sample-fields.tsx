import { useTranslation } from 'react-i18next';
import { SelectField, TextArea, TextField } from '../../../../ui/field.tsx';
import type { ActionDraft, ParameterDraft } from '../action-draft.ts';
import { metadataName, type Named } from '../placeholders.ts';
import type { Samples } from './samples.ts';

type SampleFieldsProps = {
  readonly draft: ActionDraft;
  readonly named: Named;
  readonly samples: Samples;
  readonly onChange: (samples: Samples) => void;
};

/** A field for each value that the request names. */
export function SampleFields({ draft, named, samples, onChange }: SampleFieldsProps) {
  const { t } = useTranslation('actions');
  const put = (group: keyof Samples, name: string, value: string): void =>
    onChange({ ...samples, [group]: { ...samples[group], [name]: value } });
  const count = draft.parameters.length + named.metadata.length + named.variables.length;
  if (count === 0) return <p className="text-soft">{t('noSamples')}</p>;
  return (
    <>
      {draft.parameters.map((parameter) => (
        <ParameterSample
          key={parameter.name}
          parameter={parameter}
          value={samples.parameters[parameter.name] ?? ''}
          onChange={(value) => put('parameters', parameter.name, value)}
        />
      ))}
      {named.metadata.map((key) => (
        <TextField
          key={key}
          label={metadataName(key)}
          value={samples.metadata[key] ?? ''}
          onChange={({ target }) => put('metadata', key, target.value)}
        />
      ))}
      {named.variables.map((name) => (
        <TextField
          key={name}
          label={name}
          placeholder={t('variableExample')}
          value={samples.variables[name] ?? ''}
          onChange={({ target }) => put('variables', name, target.value)}
        />
      ))}
    </>
  );
}

type ParameterSampleProps = {
  readonly parameter: ParameterDraft;
  readonly value: string;
  readonly onChange: (value: string) => void;
};

function ParameterSample({ parameter, value, onChange }: ParameterSampleProps) {
  const { t } = useTranslation('actions');
  const { name, type, description, isRequired, default: otherwise } = parameter;
  const shared = {
    label: isRequired ? t('neededSample', { name }) : name,
    ...(description ? { hint: description } : {}),
    value,
  };
  if (type === 'bool') {
    const options = [
      { value: '', label: '–' },
      { value: 'true', label: t('yes') },
      { value: 'false', label: t('no') },
    ];
    return <SelectField {...shared} options={options} onChange={onChange} />;
  }
  const Box = type === 'custom' ? TextArea : TextField;
  return (
    <Box
      {...shared}
      placeholder={otherwise || undefined}
      inputMode={type === 'int' ? 'numeric' : type === 'float' ? 'decimal' : undefined}
      onChange={({ target }: { readonly target: { readonly value: string } }) => onChange(target.value)}
    />
  );
}
