/** The conversations that are chosen, and where a range begins. */
export type Selection = { readonly ids: ReadonlySet<string>; readonly from: string | null };

export const NO_SELECTION: Selection = { ids: new Set(), from: null };

export type SelectionAct =
  | { readonly type: 'toggle'; readonly id: string }
  /** From where the last one was chosen to this one, in the order of the list: all become what this one becomes. */
  | { readonly type: 'range'; readonly id: string; readonly order: readonly string[] }
  | { readonly type: 'set'; readonly ids: readonly string[] };

/** The selection after something was done to it. */
export function selectionReducer(selection: Selection, act: SelectionAct): Selection {
  if (act.type === 'set') return { ids: new Set(act.ids), from: null };
  const isOn = !selection.ids.has(act.id);
  const touched = act.type === 'range' ? rangeOf(act.order, selection.from, act.id) : [act.id];
  const ids = new Set(selection.ids);
  for (const id of touched) {
    if (isOn) ids.add(id);
    else ids.delete(id);
  }
  return { ids, from: act.id };
}

/** Those of the chosen ones that the list still shows: nothing is done to what nobody sees. */
export const chosenOf = <R extends { readonly id: string }>(rows: readonly R[], { ids }: Selection): readonly R[] =>
  ids.size === 0 ? [] : rows.filter(({ id }) => ids.has(id));

function rangeOf(order: readonly string[], from: string | null, to: string): readonly string[] {
  const [begin, end] = [from === null ? -1 : order.indexOf(from), order.indexOf(to)];
  if (begin === -1 || end === -1) return [to];
  return order.slice(Math.min(begin, end), Math.max(begin, end) + 1);
}
