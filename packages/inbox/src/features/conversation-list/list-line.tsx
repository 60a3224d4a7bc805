import { CONVERSATION_SORTS, type ConversationSort } from '@parley/protocol';
import type { BulkAction } from '@parley/protocol/api';
import { ArrowDownUp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Menu, MenuChoice } from '../../ui/menu.tsx';
import { BulkBar } from './bulk-bar.tsx';
import type { ListRequest } from './list-address.ts';

type ListLineProps = {
  readonly request: ListRequest;
  readonly shown: { readonly rows: number; readonly total: number | null };
  readonly chosen: number;
  /** Whether rows can be chosen. */
  readonly isChoosable: boolean;
  readonly isBusy: boolean;
  readonly onSort: (sort: ConversationSort) => void;
  readonly onChooseAll: (isOn: boolean) => void;
  readonly onDo: (action: BulkAction) => void;
};

/** The line above the rows: their order and number, and once some are chosen what can be done with them. */
export function ListLine(props: ListLineProps) {
  const { request, shown, chosen, isChoosable, isBusy, onSort, onChooseAll, onDo } = props;
  const { t } = useTranslation('list');
  return (
    <div data-of-list className="flex min-h-11 items-center gap-2 border-line border-b px-3">
      {isChoosable && (
        <span className="grid size-9 shrink-0 place-items-center">
          <input
            type="checkbox"
            aria-label={t('bulk.all')}
            disabled={shown.rows === 0}
            checked={chosen > 0 && chosen === shown.rows}
            ref={(box) => {
              if (box) box.indeterminate = chosen > 0 && chosen < shown.rows;
            }}
            onChange={(event) => onChooseAll(event.target.checked)}
            className="size-4.5 accent-(--accent)"
          />
        </span>
      )}
      {chosen > 0 ? (
        <BulkBar count={chosen} isBusy={isBusy} onDo={onDo} onClear={() => onChooseAll(false)} />
      ) : (
        <>
          <SortMenu sort={request.sort} isFixed={request.filter.q !== undefined} onSort={onSort} />
          {shown.total !== null && <Total total={shown.total} />}
        </>
      )}
    </div>
  );
}

/** The bare number leaves the order its room; who hears the page is told of what. */
function Total({ total }: { readonly total: number }) {
  const { t, i18n } = useTranslation('list');
  const number = new Intl.NumberFormat(i18n.language).format(total);
  const words = t('count', { count: total, number });
  return (
    <span title={words} className="ms-auto shrink-0 text-soft text-xs tabular-nums">
      <span aria-hidden>{number}</span>
      <span className="sr-only">{words}</span>
    </span>
  );
}

type SortMenuProps = {
  readonly sort: ConversationSort;
  /** What is searched for has but one order. */
  readonly isFixed: boolean;
  readonly onSort: (sort: ConversationSort) => void;
};

function SortMenu({ sort, isFixed, onSort }: SortMenuProps) {
  const { t } = useTranslation('list');
  const options = CONVERSATION_SORTS.map((value) => ({ value, label: t(`sorts.${value}`) }));
  const button = (
    <button
      type="button"
      disabled={isFixed}
      aria-label={t('sort', { sort: t(`sorts.${sort}`) })}
      className="-ms-1 flex min-h-8 min-w-0 items-center gap-1.5 rounded-md px-1.5 text-soft text-sm hover:bg-hover hover:text-ink disabled:hover:bg-transparent"
    >
      <ArrowDownUp aria-hidden className="size-3.5 shrink-0" />
      <span className="truncate">{t(`sorts.${sort}`)}</span>
    </button>
  );
  return (
    <Menu trigger={button}>
      <MenuChoice
        value={sort}
        options={options}
        onChange={(value) => onSort(CONVERSATION_SORTS.find((each) => each === value) ?? sort)}
      />
    </Menu>
  );
}
