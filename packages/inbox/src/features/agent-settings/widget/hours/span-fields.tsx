import { Trash2 } from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../../../ui/button.tsx';
import { endOf, type Span } from './spans.ts';

// Phones open their clock wherever the field is touched: without its picture the time fits.
const TIME =
  'h-10 w-full min-w-0 max-w-32 rounded-md border border-edge bg-surface px-2 disabled:opacity-60 aria-invalid:border-bad max-sm:[&::-webkit-calendar-picker-indicator]:hidden';

type SpanFieldsProps = {
  /** Which hours they are, for those who hear it: "Monday, 1". */
  readonly label: string;
  readonly span: Span;
  readonly problem: string | undefined;
  readonly onChange: (span: Span) => void;
  readonly onRemove: () => void;
};

/** From when until when. */
export function SpanFields({ label, span, problem, onChange, onRemove }: SpanFieldsProps) {
  const { t } = useTranslation('widgetSettings');
  const id = useId();
  const end = endOf(span);
  const note = end === 'midnight' ? t('hours.midnight') : end === 'next-day' && t('hours.nextDay', { time: span.to });
  const described = [note ? `${id}-note` : null, problem ? `${id}-problem` : null].filter(Boolean).join(' ');
  const common = {
    type: 'time',
    className: TIME,
    ...(described ? { 'aria-describedby': described } : {}),
    ...(problem ? { 'aria-invalid': true } : {}),
  } as const;
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-center gap-2">
        <input
          {...common}
          aria-label={t('hours.from', { span: label })}
          value={span.from}
          onChange={({ target }) => onChange({ ...span, from: target.value })}
        />
        <span aria-hidden>–</span>
        <input
          {...common}
          aria-label={t('hours.to', { span: label })}
          value={span.to}
          onChange={({ target }) => onChange({ ...span, to: target.value })}
        />
        <IconButton icon={Trash2} label={t('hours.remove', { span: label })} onClick={onRemove} />
      </div>
      {note && (
        <p id={`${id}-note`} className="text-soft text-sm">
          {note}
        </p>
      )}
      {problem && (
        <p id={`${id}-problem`} role="alert" className="text-bad text-sm">
          {problem}
        </p>
      )}
    </div>
  );
}
