import type { DataGatheringConfiguration } from '@parley/protocol/api';
import { Plus, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { problemAt } from '../../../form/draft.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { Card } from '../../../ui/page.tsx';
import type { FieldsProps } from './configuration-form.tsx';

type Gathered = DataGatheringConfiguration['fields'][number];
const TYPES = ['string', 'number', 'integer', 'boolean'] as const satisfies readonly Gathered['type'][];

/** What the agent writes into the metadata from the talk. */
export function GatheringFields({ values, problems, onEdit }: FieldsProps<DataGatheringConfiguration>) {
  const { t } = useTranslation('handoffSettings');
  const { fields } = values;
  const change = (place: number, edit: Partial<Gathered>): void =>
    onEdit({ fields: fields.map((field, at) => (at === place ? { ...field, ...edit } : field)) });
  return (
    <Card title={t('gathering')} text={t('gatheringText')}>
      {fields.map((field, place) => (
        <fieldset
          // biome-ignore lint/suspicious/noArrayIndexKey: a field has nothing but its place while it is written
          key={place}
          className="grid items-end gap-2 sm:grid-cols-[12rem_minmax(0,1fr)_10rem_auto]"
        >
          <legend className="sr-only">{t('field', { number: place + 1 })}</legend>
          <TextField
            label={t('key')}
            problem={problemAt(problems, `fields.${place}.key`)}
            value={field.key}
            maxLength={128}
            dir="ltr"
            onChange={({ target }) => change(place, { key: target.value })}
          />
          <TextField
            label={t('listensFor')}
            problem={problemAt(problems, `fields.${place}.description`)}
            value={field.description}
            maxLength={500}
            onChange={({ target }) => change(place, { description: target.value })}
          />
          <SelectField
            label={t('type')}
            value={field.type}
            options={TYPES.map((value) => ({ value, label: t(`types.${value}`) }))}
            onChange={(type) => change(place, { type: TYPES.find((one) => one === type) ?? 'string' })}
          />
          <IconButton
            icon={Trash2}
            label={t('removeField', { key: field.key || t('field', { number: place + 1 }) })}
            onClick={() => onEdit({ fields: fields.toSpliced(place, 1) })}
          />
        </fieldset>
      ))}
      <Button
        icon={Plus}
        className="self-start"
        disabled={fields.length >= 20}
        onClick={() => onEdit({ fields: [...fields, { key: '', description: '', type: 'string' }] })}
      >
        {t('addField')}
      </Button>
    </Card>
  );
}
