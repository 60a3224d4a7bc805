import type { Filter, FilterName } from './list-address.ts';
import { valuesOf, wordsOf } from './list-address.ts';

/** One thing that the list can be narrowed by, as the filter menu offers it. Its words are `list:filters.<id>`. */
export type FilterField =
  /** Any of some values, which the API takes separated by commas. */
  | { readonly id: string; readonly kind: 'choice'; readonly name: FilterName; readonly takesOthers?: boolean }
  /** People, and nobody. */
  | { readonly id: 'assigned_to'; readonly kind: 'people'; readonly name: 'assigned_to' }
  /** One of two or none; a switch is `true` or `false`. */
  | { readonly id: string; readonly kind: 'one'; readonly name: FilterName; readonly values: readonly [string, string] }
  | { readonly id: string; readonly kind: 'text'; readonly name: FilterName }
  | { readonly id: string; readonly kind: 'dates' | 'range'; readonly from: FilterName; readonly to: FilterName }
  /** `key:value`, all of them. */
  | { readonly id: string; readonly kind: 'pairs'; readonly name: 'metadata' | 'dimension' };

const YES_OR_NO = ['true', 'false'] as const;

/** In the order of the menu. Those from `sentiment` on ask for what an analysis has found. */
export const FILTER_FIELDS: readonly FilterField[] = [
  { id: 'status', kind: 'choice', name: 'status' },
  { id: 'assigned_to', kind: 'people', name: 'assigned_to' },
  { id: 'assignee_type', kind: 'choice', name: 'assignee_type' },
  { id: 'priority', kind: 'choice', name: 'priority' },
  { id: 'tag', kind: 'choice', name: 'tag' },
  { id: 'unread', kind: 'one', name: 'unread', values: YES_OR_NO },
  { id: 'source', kind: 'choice', name: 'source' },
  { id: 'language', kind: 'choice', name: 'language', takesOthers: true },
  { id: 'visitor', kind: 'text', name: 'visitor' },
  { id: 'metadata', kind: 'pairs', name: 'metadata' },
  { id: 'last_message', kind: 'dates', from: 'last_message_after', to: 'last_message_before' },
  { id: 'created', kind: 'dates', from: 'created_after', to: 'created_before' },
  { id: 'url', kind: 'text', name: 'url' },
  { id: 'entry_point', kind: 'choice', name: 'entry_point' },
  { id: 'resolution_status', kind: 'one', name: 'resolution_status', values: ['open', 'resolved'] },
  { id: 'has_rating', kind: 'one', name: 'has_rating', values: YES_OR_NO },
  { id: 'rating', kind: 'choice', name: 'rating' },
  { id: 'sentiment', kind: 'choice', name: 'sentiment' },
  { id: 'sentiment_score', kind: 'range', from: 'sentiment_min', to: 'sentiment_max' },
  { id: 'topic', kind: 'choice', name: 'topic', takesOthers: true },
  { id: 'intent', kind: 'choice', name: 'intent' },
  { id: 'flagged', kind: 'one', name: 'flagged', values: YES_OR_NO },
  { id: 'flag', kind: 'choice', name: 'flag' },
  { id: 'dimension', kind: 'pairs', name: 'dimension' },
];

/** An agent is chosen beside the views, and a chip says which. */
export const AGENT_FIELD: FilterField = { id: 'chatbot_id', kind: 'choice', name: 'chatbot_id' };

const OF_AN_ANALYSIS: ReadonlySet<string> = new Set(['sentiment', 'topic', 'intent', 'flagged', 'flag', 'dimension']);

/** Stands for nobody among people. */
export const NOBODY = 'nobody';

/** The fields to offer: what an analysis finds is offered where one has found anything, and where it is asked for already. */
export const fieldsToOffer = (filter: Filter, found: { readonly analyses: boolean; readonly scores: boolean }) =>
  FILTER_FIELDS.filter(
    (field) =>
      isAsked(field, filter) ||
      (field.id === 'sentiment_score' ? found.scores : found.analyses || !OF_AN_ANALYSIS.has(field.id)),
  );

/** Whether a filter asks for a field. */
export const isAsked = (field: FilterField, filter: Filter): boolean =>
  namesOf(field).some((name) => filter[name] !== undefined);

/** The change that takes a field out of a filter. */
export const without = (field: FilterField): Partial<Record<FilterName, undefined>> =>
  Object.fromEntries(namesOf(field).map((name) => [name, undefined]));

/** What is chosen of a field whose values are chosen. */
export function chosenOf(field: FilterField, filter: Filter): readonly string[] {
  if (!('name' in field)) return [];
  const values =
    field.kind === 'pairs' || field.kind === 'text' ? valuesOf(filter[field.name]) : wordsOf(filter[field.name]);
  return field.kind === 'people' && filter.include_unassigned === 'true' ? [NOBODY, ...values] : values;
}

/** The change that chooses these values. */
export function choose(field: FilterField & { readonly name: FilterName }, values: readonly string[]): Filter {
  if (field.kind !== 'people') return { [field.name]: [...values] };
  return {
    assigned_to: values.filter((value) => value !== NOBODY),
    include_unassigned: values.includes(NOBODY) ? 'true' : [],
  };
}

function namesOf(field: FilterField): readonly FilterName[] {
  if (!('name' in field)) return [field.from, field.to];
  return field.kind === 'people' ? [field.name, 'include_unassigned'] : [field.name];
}
