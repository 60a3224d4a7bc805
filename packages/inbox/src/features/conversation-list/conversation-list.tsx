import type { BulkAction, InboxRow } from '@parley/protocol/api';
import { useCallback, useLayoutEffect, useReducer, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../session/inbox-session.tsx';
import { tell } from '../../ui/toast.tsx';
import { totalOf } from './built-in-views.ts';
import { BulkOutcomeDialog } from './bulk-outcome.tsx';
import { ConversationGrid } from './conversation-grid.tsx';
import type { ListRequest } from './list-address.ts';
import { ListHead } from './list-head.tsx';
import { ListLine } from './list-line.tsx';
import { useListPlaces } from './list-places.ts';
import { NoRows } from './no-rows.tsx';
import { chosenOf, NO_SELECTION, selectionReducer } from './selection.ts';
import { type BulkOutcome, useBulk } from './use-bulk.ts';
import { useConversations } from './use-conversations.ts';
import type { useCounts } from './use-counts.ts';
import { useCursor } from './use-cursor.ts';
import { useListKeys } from './use-list-keys.ts';
import { useRowSetting } from './use-row-setting.ts';

type ConversationListProps = {
  readonly request: ListRequest;
  readonly counts: ReturnType<typeof useCounts>;
  readonly openId: string | null;
  /** Shows the column of views again; undefined while it is there. */
  readonly onShowViews: (() => void) | undefined;
  /** Opens the export of what the list shows; undefined for those who may not. */
  readonly onExport: ((total: number | null) => void) | undefined;
};

/** The list of conversations with all that can be done with it. */
export function ConversationList({ request, counts, openId, onShowViews, onExport }: ConversationListProps) {
  const { showList, openConversation } = useListPlaces();
  const list = useConversations(request);
  const { rows } = list;
  const mayChange = useMay('conversations.manage');
  const [selection, act] = useReducer(selectionReducer, NO_SELECTION);
  const chosen = chosenOf(rows, selection);
  const latest = useLatest(rows);
  const choose = useCallback(
    (id: string, isRange: boolean): void =>
      act(isRange ? { type: 'range', id, order: latest.current.map((row) => row.id) } : { type: 'toggle', id }),
    [latest],
  );
  const chooseAll = (isOn: boolean): void => act({ type: 'set', ids: isOn ? rows.map(({ id }) => id) : [] });
  const setting = useRowSetting(choose);
  const cursor = useCursor({ rows, list: request, openId });
  const [focusWish, wishFocus] = useReducer((wishes: number) => wishes + 1, 0);
  const move = (to: number): void => {
    const row = rows[Math.min(Math.max(to, 0), rows.length - 1)];
    if (!row) return;
    cursor.put(row.id, rows.indexOf(row));
    wishFocus();
  };
  const bulk = useBulkWithNews({ bringUp: list.bringUp, onLeft: (ids) => act({ type: 'set', ids }) });
  const doWith = (some: readonly InboxRow[], action: BulkAction): void => {
    if (some.length > 0 && !bulk.isBusy) bulk.start({ rows: some, action });
  };
  const atCursor = cursor.row ? [cursor.row] : [];
  const onOpen = (): void => cursor.row && openConversation(cursor.row.id);
  const onChoose = (): void => (mayChange && cursor.row ? choose(cursor.row.id, false) : undefined);
  useListKeys({
    mayChange,
    hasChosen: chosen.length > 0,
    onStep: (by) => move(cursor.index === -1 ? 0 : cursor.index + by),
    onOpen,
    onChoose,
    onResolve: () => doWith(chosen.length > 0 ? chosen : atCursor, { type: 'resolve' }),
    onClear: () => chooseAll(false),
    isMeant: () => openId === null || hasListFocus(),
  });
  const total = totalOf(request, counts, list);
  return (
    <>
      <ListHead
        {...{ request, counts, rows, onShowViews }}
        onChange={showList}
        onExport={onExport && (() => onExport(total))}
      />
      <ListLine
        request={request}
        shown={{ rows: rows.length, total }}
        chosen={chosen.length}
        isChoosable={mayChange}
        isBusy={bulk.isBusy}
        onSort={(sort) => showList({ ...request, sort })}
        onChooseAll={chooseAll}
        onDo={(action) => doWith(chosen, action)}
      />
      {rows.length === 0 ? (
        <NoRows list={list} request={request} />
      ) : (
        <ConversationGrid
          {...{ list, request, total, openId, selection, setting }}
          isChoosing={chosen.length > 0}
          cursor={{ ...cursor, focusWish, moveTo: move, open: onOpen, choose: onChoose }}
        />
      )}
      {bulk.outcome && <BulkOutcomeDialog outcome={bulk.outcome} onClose={bulk.dismiss} />}
    </>
  );
}

/** Whether the focus is among the rows, or on what is done with the selected ones. */
const hasListFocus = (): boolean => Boolean(document.activeElement?.closest('[data-of-list]'));

type BulkWithNews = {
  readonly bringUp: (ids: readonly string[]) => void;
  /** Which conversations stay chosen: those that refused. */
  readonly onLeft: (ids: readonly string[]) => void;
};

/** Does one thing with some conversations and tells what became of it. */
function useBulkWithNews({ bringUp, onLeft }: BulkWithNews) {
  const { t } = useTranslation('list');
  const [outcome, setOutcome] = useState<BulkOutcome | null>(null);
  const { mutate, isPending } = useBulk((done, { rows }) => {
    // The stream tells of it too; this is sooner.
    bringUp(rows.map(({ id }) => id));
    onLeft(done.refused.map(({ row }) => row.id));
    if (done.refused.length > 0) setOutcome(done);
    else
      tell(
        done.changed > 0 ? t('bulk.changed', { count: done.changed }) : t('bulk.unchanged', { count: done.unchanged }),
      );
  });
  return { start: mutate, isBusy: isPending, outcome, dismiss: () => setOutcome(null) };
}

/** What was rendered last, for functions that must not change with it. */
function useLatest<T>(value: T): { readonly current: T } {
  const latest = useRef(value);
  useLayoutEffect(() => {
    latest.current = value;
  });
  return latest;
}
