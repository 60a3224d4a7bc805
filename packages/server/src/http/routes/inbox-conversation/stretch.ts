import type { Stretch } from '../../../store/inbox/list-inbox-messages.ts';

type Query = {
  readonly before?: number | undefined;
  readonly after?: number | undefined;
  readonly limit: number;
};

/** Beyond every place: columns of the log are whole numbers of four bytes. */
const END = 2_147_483_647;

/** The stretch that a query asks for, with one more than it shall give, which tells that there is more. */
export const stretchOf = ({ before = END, after, limit }: Query): Stretch => ({
  after: Math.min(after ?? 0, END),
  before: Math.min(before, END),
  isForward: after !== undefined,
  limit: limit + 1,
});

/** A page of what was read so, oldest first. */
export function pageOf<T>(read: readonly T[], { after, limit }: Query) {
  const data = after !== undefined ? read.slice(0, limit) : read.slice(-limit);
  return { object: 'list' as const, has_more: read.length > limit, data };
}
