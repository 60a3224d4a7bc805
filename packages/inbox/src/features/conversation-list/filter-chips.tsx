import type { InboxRow } from '@parley/protocol/api';
import type { TFunction } from 'i18next';
import { BookmarkPlus, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import type { FieldOption } from './field-option.ts';
import { AGENT_FIELD, chosenOf, FILTER_FIELDS, type FilterField, isAsked, without } from './filter-fields.ts';
import { type Filter, type ListRequest, valuesOf, withFilter } from './list-address.ts';
import { useFieldOptions } from './use-field-options.ts';

type FilterChipsProps = {
  readonly request: ListRequest;
  readonly rows: readonly InboxRow[];
  readonly onEdit: (fieldId: string) => void;
  readonly onChange: (request: ListRequest) => void;
  /** Keeps the filter as a view; undefined where it is one already. */
  readonly onSave: (() => void) | undefined;
};

/** What narrows the list, each to be changed or taken away; nothing where nothing does. */
export function FilterChips({ request, rows, onEdit, onChange, onSave }: FilterChipsProps) {
  const { t, i18n } = useTranslation('list');
  const { filter } = request;
  const optionsOf = useFieldOptions({ rows, entryPoints: filter.entry_point !== undefined });
  const fields = [AGENT_FIELD, ...FILTER_FIELDS].filter((field) => isAsked(field, filter));
  if (fields.length === 0 && filter.q === undefined) return null;
  return (
    <div className="flex flex-wrap items-center gap-1.5 px-3 pb-2">
      <ul aria-label={t('filters.active')} className="contents">
        {fields.map((field) => {
          const words = valueInWords({ field, filter, options: optionsOf(field), t, language: i18n.language });
          const name = t(`filters.${field.id}`);
          return (
            <li key={field.id} className="flex max-w-full items-center rounded-full border border-line bg-canvas">
              <button
                type="button"
                onClick={() => onEdit(field.id)}
                className="min-w-0 truncate rounded-full py-1 ps-3 text-start text-sm hover:text-accent"
              >
                {name}: <bdi>{words}</bdi>
              </button>
              <button
                type="button"
                aria-label={t('filters.remove', { what: name })}
                onClick={() => onChange(withFilter(request, without(field)))}
                className="grid size-7 shrink-0 place-items-center rounded-full text-soft hover:text-ink"
              >
                <X aria-hidden className="size-3.5" />
              </button>
            </li>
          );
        })}
      </ul>
      {onSave && (
        <Button kind="plain" icon={BookmarkPlus} className="px-2 text-sm" onClick={onSave}>
          {t('saved.save')}
        </Button>
      )}
      {fields.length > 1 && (
        <Button
          kind="plain"
          className="px-2 text-sm"
          onClick={() => onChange({ ...request, filter: filter.q === undefined ? {} : { q: filter.q } })}
        >
          {t('filters.clear')}
        </Button>
      )}
    </div>
  );
}

type InWordsInput = {
  readonly field: FilterField;
  readonly filter: Filter;
  readonly options: readonly FieldOption[];
  readonly t: TFunction<'list'>;
  readonly language: string;
};

function valueInWords({ field, filter, options, t, language }: InWordsInput): string {
  if (field.kind === 'dates' || field.kind === 'range') {
    const [[from], [to]] = [valuesOf(filter[field.from]), valuesOf(filter[field.to])];
    const word = (value: string): string => (field.kind === 'dates' ? dayInWords(value, language) : value);
    if (from !== undefined && to !== undefined) return `${word(from)} – ${word(to)}`;
    return from === undefined
      ? t('filters.upTo', { value: word(to ?? '') })
      : t('filters.since', { value: word(from) });
  }
  const values = chosenOf(field, filter);
  const words = values.map((value) => {
    if (field.kind === 'one') return t(`filters.values.${field.id}.${value}`);
    if (field.kind === 'pairs') return value.replace(':', ' = ');
    return options.find((option) => option.value === value)?.label ?? value;
  });
  return new Intl.ListFormat(language, { type: field.kind === 'pairs' ? 'conjunction' : 'disjunction' }).format(words);
}

function dayInWords(value: string, language: string): string {
  const at = new Date(value.length === 10 ? `${value}T00:00:00` : value);
  return Number.isNaN(at.getTime()) ? value : new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(at);
}
