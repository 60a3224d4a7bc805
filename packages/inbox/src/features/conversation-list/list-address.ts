import { CONVERSATION_SORTS, type ConversationSort, INBOX_VIEWS, type InboxView } from '@parley/protocol';
import type { InboxFilterInput } from '@parley/protocol/api';

/** What the address of the screen says, by name. */
export type ListAddress = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What narrows a list, by the names of the API: texts and lists of texts, as they stand in an address. */
export const FILTER_NAMES = [
  'chatbot_id',
  'status',
  'resolution_status',
  'assignee_type',
  'priority',
  'assigned_to',
  'include_unassigned',
  'tag',
  'q',
  'created_after',
  'created_before',
  'last_message_after',
  'last_message_before',
  'source',
  'language',
  'unread',
  'has_rating',
  'rating',
  'url',
  'entry_point',
  'metadata',
  'visitor',
  'sentiment_min',
  'sentiment_max',
  'sentiment',
  'topic',
  'intent',
  'flagged',
  'flag',
  'dimension',
] as const satisfies readonly Exclude<keyof InboxFilterInput, 'view'>[];

export type FilterName = (typeof FILTER_NAMES)[number];

// Whatever the list can be narrowed by, the screen can: a name that is missing above does not compile here.
const _isWhole: Exclude<keyof InboxFilterInput, 'view' | FilterName> extends never ? true : never = true;
void _isWhole;

export type Filter = { readonly [name in FilterName]?: string | readonly string[] };

/** Which conversations a list shows, and in which order. */
export type ListRequest = { readonly view: InboxView; readonly sort: ConversationSort; readonly filter: Filter };

/** Where everybody begins: what has not ended. */
export const FIRST_VIEW: InboxView = 'open';
export const FIRST_SORT: ConversationSort = '-last_message_at';

/** Reads the address: names that are no filters are somebody else's, and what is no view is the first one. */
export function readAddress(address: ListAddress): ListRequest {
  const filter: { [name in FilterName]?: string | readonly string[] } = {};
  for (const name of FILTER_NAMES) {
    const value = plain(address[name]);
    if (value !== undefined) filter[name] = value;
  }
  return {
    view: INBOX_VIEWS.find((view) => view === address.view) ?? FIRST_VIEW,
    // What is searched for comes newest first, and in no other order.
    sort:
      filter.q === undefined ? (CONVERSATION_SORTS.find((sort) => sort === address.sort) ?? FIRST_SORT) : FIRST_SORT,
    filter,
  };
}

/** The address of a list: what goes without saying is left out. */
export function addressOf({ view, sort, filter }: ListRequest): ListAddress {
  return {
    ...(view === FIRST_VIEW ? {} : { view }),
    ...(sort === FIRST_SORT ? {} : { sort }),
    ...Object.fromEntries(Object.entries(filter).filter(([, value]) => plain(value) !== undefined)),
  };
}

/** The parameters that the API takes for it. */
export const queryOf = ({ view, filter }: Pick<ListRequest, 'view' | 'filter'>): InboxFilterInput =>
  // The address may say anything: the server reads it, and says what is wrong with it.
  ({ view, ...filter }) as InboxFilterInput;

/** A request with other values of a filter; undefined and nothing take it away. */
export const withFilter = (
  request: ListRequest,
  change: Filter | Partial<Record<FilterName, undefined>>,
): ListRequest => ({
  ...request,
  filter: readAddress({ ...request.filter, ...change }).filter,
});

/** The values of a filter, one by one. */
export const valuesOf = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value;

/** Those of a filter whose values the API separates by commas: an address may have them either way. */
export const wordsOf = (value: string | readonly string[] | undefined): readonly string[] =>
  valuesOf(value)
    .flatMap((each) => each.split(','))
    .map((each) => each.trim())
    .filter((each) => each !== '');

/** Whether two requests show the same list. */
export const isSameRequest = (one: ListRequest, other: ListRequest): boolean => keyOf(one) === keyOf(other);

/** Whether anything narrows the view. */
export const isFiltered = ({ filter }: ListRequest): boolean => Object.keys(filter).length > 0;

function keyOf({ view, sort, filter }: ListRequest): string {
  const entries = FILTER_NAMES.map((name) => [...valuesOf(filter[name])].sort());
  return JSON.stringify([view, sort, entries]);
}

/** One value is no list, and nothing is no value. */
function plain(value: string | readonly string[] | undefined): string | readonly string[] | undefined {
  const values = valuesOf(value).filter((each) => each.trim() !== '');
  return values.length > 1 ? values : values[0];
}
