import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemAt } from '../../../../form/draft.ts';
import { CheckField, SelectField } from '../../../../ui/field.tsx';
import { DayHours } from './day-hours.tsx';
import { type Hours, OFFICE_HOURS, WEEKDAYS, withDay } from './spans.ts';
import { timeIn, zoneHere, zonesWith } from './week.ts';

type WorkingHoursFieldsProps = {
  /** Null while people are always there. */
  readonly hours: Hours | null;
  readonly problems: Readonly<Record<string, string>>;
  readonly onChange: (hours: Hours | null) => void;
};

/** When people are there: always, or by weekday and time zone. */
export function WorkingHoursFields({ hours, problems, onChange }: WorkingHoursFieldsProps) {
  const { t, i18n } = useTranslation('widgetSettings');
  // Whoever turns them off and on again finds them as they were.
  const [last, setLast] = useState(hours);
  const turn = (isOn: boolean): void => {
    setLast(hours);
    onChange(isOn ? (last ?? { time_zone: zoneHere(), days: OFFICE_HOURS }) : null);
  };
  const now = hours && timeIn(hours.time_zone, i18n.language);
  return (
    <>
      <CheckField label={t('hours.areSet')} isOn={hours !== null} onChange={turn} />
      {hours && (
        <>
          <SelectField
            label={t('hours.zone')}
            hint={now && t('hours.now', { time: now })}
            problem={problemAt(problems, 'working_hours.time_zone')}
            value={hours.time_zone}
            options={zonesWith(hours.time_zone).map((value) => ({ value, label: value.replaceAll('_', ' ') }))}
            onChange={(time_zone) => onChange({ ...hours, time_zone })}
            className="max-w-80"
          />
          <div className="flex flex-col divide-y divide-line border-line border-y">
            {WEEKDAYS.map((day, at) => {
              const before = hours.days[WEEKDAYS[at - 1] ?? '7'] ?? [];
              return (
                <DayHours
                  key={day}
                  day={day}
                  spans={hours.days[day] ?? []}
                  before={at === 0 ? null : before}
                  problems={problems}
                  onChange={(spans) => onChange({ ...hours, days: withDay(hours.days, day, spans) })}
                />
              );
            })}
          </div>
        </>
      )}
    </>
  );
}
