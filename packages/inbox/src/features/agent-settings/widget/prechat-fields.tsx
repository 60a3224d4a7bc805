import { useTranslation } from 'react-i18next';
import { SelectField } from '../../../ui/field.tsx';
import type { WidgetValues } from './widget-fields.ts';

type Fields = WidgetValues['prechat_fields'];
type PrechatFieldsProps = { readonly fields: Fields; readonly onChange: (fields: Fields) => void };

const NAMES = ['name', 'email', 'phone'] as const;

/** What visitors are asked before they write. */
export function PrechatFields({ fields, onChange }: PrechatFieldsProps) {
  const { t } = useTranslation('widgetSettings');
  const stateOf = (name: (typeof NAMES)[number]): string => {
    const field = fields.find((one) => one.name === name);
    return field ? (field.is_required ? 'required' : 'optional') : 'off';
  };
  const choose = (name: (typeof NAMES)[number], state: string): void => {
    const states = NAMES.map((each) => [each, each === name ? state : stateOf(each)] as const);
    const asked = states.filter(([, chosen]) => chosen !== 'off');
    onChange(asked.map(([each, chosen]) => ({ name: each, is_required: chosen === 'required' })));
  };
  return (
    <fieldset className="flex flex-wrap gap-3">
      <legend className="mb-1 font-medium">{t('prechat.title')}</legend>
      {NAMES.map((name) => (
        <SelectField
          key={name}
          label={t(`prechat.${name}`)}
          value={stateOf(name)}
          options={(['off', 'optional', 'required'] as const).map((value) => ({ value, label: t(`prechat.${value}`) }))}
          onChange={(state) => choose(name, state)}
        />
      ))}
    </fieldset>
  );
}
