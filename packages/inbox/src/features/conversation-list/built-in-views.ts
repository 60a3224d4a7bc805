import type { InboxView } from '@parley/protocol';
import type { InboxCount, InboxCounts } from '@parley/protocol/api';
import {
  Archive,
  Bot,
  CircleCheck,
  Flag,
  Inbox,
  type LucideIcon,
  MessageCircle,
  UserRound,
  UserRoundX,
  UsersRound,
} from 'lucide-react';
import { isFiltered, type ListRequest } from './list-address.ts';

export type BuiltInView = {
  /** Its words are `list:views.<name>`. */
  readonly name: InboxView;
  readonly icon: LucideIcon;
  /** It is part of the one above. */
  readonly isPart?: boolean;
};

const VIEWS: readonly BuiltInView[] = [
  { name: 'all', icon: Inbox },
  { name: 'open', icon: MessageCircle },
  { name: 'mine', icon: UserRound, isPart: true },
  { name: 'unassigned', icon: UserRoundX, isPart: true },
  { name: 'others', icon: UsersRound, isPart: true },
  { name: 'with_agent', icon: Bot, isPart: true },
  { name: 'resolved', icon: CircleCheck },
  { name: 'archived', icon: Archive },
  { name: 'flagged', icon: Flag },
];

/** The built-in views to offer: flagged ones once there are any, or while they are looked at. */
export const viewsToOffer = (counts: InboxCounts | undefined, shown: InboxView): readonly BuiltInView[] =>
  VIEWS.filter(({ name }) => name !== 'flagged' || shown === 'flagged' || (counts?.views.flagged.count ?? 0) > 0);

/** A count in figures: `12`, `10,000+` where counting stopped; null where it is not known. */
export function countInFigures(count: InboxCount | undefined, language: string): string | null {
  if (!count || count.count === null) return null;
  return `${new Intl.NumberFormat(language).format(count.count)}${count.capped ? '+' : ''}`;
}

type Read = { readonly rows: readonly unknown[]; readonly hasMore: boolean; readonly isPending: boolean };

/** How many conversations a list has in all; null where that is not known. */
export function totalOf(request: ListRequest, counts: InboxCounts | undefined, list: Read): number | null {
  if (!list.hasMore) return list.isPending ? null : list.rows.length;
  const count = isFiltered(request) ? undefined : counts?.views[request.view];
  return count && !count.capped ? count.count : null;
}
