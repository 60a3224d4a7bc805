import type { NotificationKind } from '@parley/protocol';
import type { InboxRow } from '@parley/protocol/api';
import type { LiveNews } from '@parley/sdk';

/** The conversation in which something happened that people may want to be told of; null for all other news. */
export function conversationToTellOf(news: LiveNews, userId: string): string | null {
  if (news.kind !== 'event') return null;
  const { event } = news;
  if (event.type === 'message.received') return event.conversation_id;
  if (event.type !== 'conversation.updated') return null;
  const { driver, assigned_to: owner, by } = event.data;
  const isOwn = by?.type === 'operator' && by.id === userId;
  const wantsPerson = driver?.to === 'queue';
  return !isOwn && (wantsPerson || owner?.to === userId) ? event.conversation_id : null;
}

/** Which kind of news a conversation makes for a person. */
export function kindOf(row: Pick<InboxRow, 'assigned_to' | 'driver'>, userId: string): NotificationKind {
  if (row.assigned_to === userId) return 'assigned_to_me';
  return row.assigned_to === null && row.driver === 'queue' ? 'unassigned' : 'others';
}
