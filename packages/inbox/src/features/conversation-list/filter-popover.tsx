import type { InboxRow } from '@parley/protocol/api';
import { ArrowLeft, ListFilter } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../ui/button.tsx';
import { Popover } from '../../ui/popover.tsx';
import { FieldEditor } from './field-editor.tsx';
import { AGENT_FIELD, FILTER_FIELDS, type FilterField, fieldsToOffer, isAsked } from './filter-fields.ts';
import type { ListRequest } from './list-address.ts';
import { useFieldOptions } from './use-field-options.ts';

type FilterPopoverProps = {
  readonly request: ListRequest;
  readonly rows: readonly InboxRow[];
  /** What it shows: the fields, one of them, or nothing while it is closed. */
  readonly shown: FilterPage;
  readonly onShow: (page: FilterPage) => void;
  readonly onChange: (request: ListRequest) => void;
};

export type FilterPage = 'fields' | FilterField['id'] | null;

/** Narrows the list: first by what, then how. */
export function FilterPopover({ request, rows, shown, onShow, onChange }: FilterPopoverProps) {
  const { t } = useTranslation('list');
  const field = [AGENT_FIELD, ...FILTER_FIELDS].find(({ id }) => id === shown);
  const trigger = <IconButton icon={ListFilter} label={t('filters.open')} />;
  return (
    <Popover
      isOpen={shown !== null}
      onOpenChange={(isOpen) => onShow(isOpen ? 'fields' : null)}
      trigger={trigger}
      label={t('filters.title')}
      align="end"
    >
      {field ? (
        <OneField {...{ field, request, rows, onChange }} onBack={() => onShow('fields')} />
      ) : (
        <Fields request={request} rows={rows} onChoose={onShow} />
      )}
    </Popover>
  );
}

type FieldsProps = Pick<FilterPopoverProps, 'request' | 'rows'> & { readonly onChoose: (id: string) => void };

function Fields({ request: { filter }, rows, onChoose }: FieldsProps) {
  const { t } = useTranslation('list');
  const found = {
    analyses: rows.some(({ analysis }) => analysis !== null),
    scores: rows.some(({ sentiment_score: score }) => score !== null),
  };
  return (
    <>
      <h2 className="px-2 pt-1 pb-2 font-semibold">{t('filters.title')}</h2>
      <ul className="flex flex-col">
        {fieldsToOffer(filter, found).map((field) => (
          <li key={field.id}>
            <button
              type="button"
              onClick={() => onChoose(field.id)}
              className="flex min-h-9 w-full items-center justify-between gap-2 rounded-sm px-2 text-start hover:bg-hover"
            >
              {t(`filters.${field.id}`)}
              {isAsked(field, filter) && (
                <span className="size-2 rounded-full bg-accent">
                  <span className="sr-only">{t('filters.isSet')}</span>
                </span>
              )}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

type OneFieldProps = Pick<FilterPopoverProps, 'request' | 'rows' | 'onChange'> & {
  readonly field: FilterField;
  readonly onBack: () => void;
};

function OneField({ field, request, rows, onChange, onBack }: OneFieldProps) {
  const { t } = useTranslation('list');
  const optionsOf = useFieldOptions({ rows, entryPoints: field.id === 'entry_point' });
  return (
    <>
      <div className="flex items-center gap-1 pb-2">
        {/* Its place has the focus when a field is opened. */}
        <button
          type="button"
          aria-label={t('filters.back')}
          onClick={onBack}
          className="grid size-9 shrink-0 place-items-center rounded-md text-soft hover:bg-hover hover:text-ink"
        >
          <ArrowLeft aria-hidden className="size-4.5 rtl:-scale-x-100" />
        </button>
        <h2 className="font-semibold">{t(`filters.${field.id}`)}</h2>
      </div>
      <FieldEditor key={field.id} field={field} request={request} options={optionsOf(field)} onChange={onChange} />
    </>
  );
}
