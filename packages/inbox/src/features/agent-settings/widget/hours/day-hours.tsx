import { Copy, Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { problemAt } from '../../../../form/draft.ts';
import { IconButton } from '../../../../ui/button.tsx';
import { SpanFields } from './span-fields.tsx';
import { SPANS_MAX, type Span, type Weekday, withAnother } from './spans.ts';
import { dayName } from './week.ts';

type DayHoursProps = {
  readonly day: Weekday;
  readonly spans: readonly Span[];
  /** Those of the day before; null for the first day. */
  readonly before: readonly Span[] | null;
  readonly problems: Readonly<Record<string, string>>;
  readonly onChange: (spans: readonly Span[]) => void;
};

/** The hours of a weekday. */
export function DayHours({ day, spans, before, problems, onChange }: DayHoursProps) {
  const { t, i18n } = useTranslation('widgetSettings');
  const name = dayName(day, i18n.language);
  const isAsBefore = JSON.stringify(spans) === JSON.stringify(before);
  return (
    <fieldset className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-2 py-2.5 sm:grid-cols-[8rem_minmax(0,1fr)_auto]">
      <legend className="sr-only">{name}</legend>
      <span aria-hidden className="self-start py-2 font-medium">
        {name}
      </span>
      <div className="order-last col-span-2 flex flex-col gap-2 sm:order-none sm:col-span-1">
        {spans.length === 0 && <p className="text-soft sm:py-2">{t('hours.closed')}</p>}
        {spans.map((span, place) => (
          <SpanFields
            // biome-ignore lint/suspicious/noArrayIndexKey: a span has nothing but its place
            key={place}
            label={t('hours.span', { day: name, number: place + 1 })}
            span={span}
            problem={problemAt(problems, `working_hours.days.${day}.${place}`)}
            onChange={(changed) => onChange(spans.with(place, changed))}
            onRemove={() => onChange(spans.toSpliced(place, 1))}
          />
        ))}
      </div>
      <div className="flex self-start">
        {before && (
          <IconButton
            icon={Copy}
            label={t('hours.copy', { day: name })}
            disabled={isAsBefore}
            onClick={() => onChange(before)}
          />
        )}
        <IconButton
          icon={Plus}
          label={t('hours.add', { day: name })}
          disabled={spans.length >= SPANS_MAX}
          onClick={() => onChange(withAnother(spans))}
        />
      </div>
    </fieldset>
  );
}
