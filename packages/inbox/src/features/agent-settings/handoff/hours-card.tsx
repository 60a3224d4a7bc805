import type { HandoffConfiguration } from '@parley/protocol/api';
import { useTranslation } from 'react-i18next';
import { problemAt } from '../../../form/draft.ts';
import { CheckField, TextArea, TextField } from '../../../ui/field.tsx';
import { Card } from '../../../ui/page.tsx';
import { ListInput } from '../list-input.tsx';
import { TextsByLanguage } from '../texts-by-language.tsx';
import { WorkingHoursFields } from '../widget/hours/working-hours.tsx';
import type { FieldsProps } from './configuration-form.tsx';

/** When people are there, and what happens while they are not. */
export function HoursCard({ values, problems, onEdit }: FieldsProps<HandoffConfiguration>) {
  const { t } = useTranslation('handoffSettings');
  const { working_hours: hours } = values;
  return (
    <Card title={t('hours')} text={t('hoursText')}>
      <WorkingHoursFields hours={hours} problems={problems} onChange={(working_hours) => onEdit({ working_hours })} />
      {hours && (
        <>
          <HolidaysFields values={values} problems={problems} onEdit={onEdit} />
          <CheckField
            label={t('queues')}
            hint={t('queuesHint')}
            isOn={values.queue_out_of_hours}
            onChange={(queue_out_of_hours) => onEdit({ queue_out_of_hours })}
          />
          <TextArea
            label={t('outOfHours')}
            hint={t('outOfHoursHint', { back: '{{back_at}}' })}
            problem={problemAt(problems, 'out_of_hours_text')}
            rows={2}
            maxLength={500}
            value={values.out_of_hours_text}
            onChange={({ target }) => onEdit({ out_of_hours_text: target.value })}
          />
          <TextsByLanguage
            label={t('outOfHoursByLanguage')}
            hint={undefined}
            problem={problemAt(problems, 'out_of_hours_message')}
            texts={values.out_of_hours_message}
            onChange={(out_of_hours_message) => onEdit({ out_of_hours_message })}
          />
        </>
      )}
    </Card>
  );
}

function HolidaysFields({ values, problems, onEdit }: FieldsProps<HandoffConfiguration>) {
  const { t } = useTranslation('handoffSettings');
  const { holidays } = values;
  const edit = (change: Partial<HandoffConfiguration['holidays']>): void =>
    onEdit({ holidays: { ...holidays, ...change } });
  const code = (text: string): string | null => text.trim().toUpperCase() || null;
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-2 font-medium">{t('holidays')}</legend>
      <div className="flex flex-wrap gap-3">
        <TextField
          label={t('country')}
          hint={t('countryHint')}
          problem={problemAt(problems, 'holidays.country')}
          value={holidays.country ?? ''}
          maxLength={2}
          className="max-w-40"
          onChange={({ target }) => edit({ country: code(target.value) })}
        />
        <TextField
          label={t('region')}
          hint={t('regionHint')}
          problem={problemAt(problems, 'holidays.region')}
          value={holidays.region ?? ''}
          maxLength={20}
          className="max-w-40"
          onChange={({ target }) => edit({ region: code(target.value) })}
        />
      </div>
      <ListInput
        label={t('dates')}
        hint={t('datesHint')}
        problem={problemAt(problems, 'holidays.dates')}
        values={holidays.dates}
        itemMax={10}
        isLong={false}
        onChange={(dates) => edit({ dates: [...dates] })}
      />
    </fieldset>
  );
}
