import type { ConversationEventItem, EndpointId, LiveEvent, LiveSignal } from '@parley/protocol/api';
import { type ClientOptions, send, type Transport } from './call.ts';
import type { ServerSentEvent } from './event-stream.ts';
import { type FollowOptions, followStream } from './follow-stream.ts';

/** What a stream of the Workspace API gives: `id` is where to begin again after this event. */
export type LiveNews =
  | { readonly kind: 'event'; readonly id: string; readonly event: LiveEvent }
  | { readonly kind: 'signal'; readonly signal: LiveSignal };

/** What the stream of one conversation gives to an agent token: the items of the list, and signals. */
export type ConversationNews =
  | { readonly kind: 'item'; readonly item: ConversationEventItem }
  | { readonly kind: 'signal'; readonly signal: ConversationSignal };

/** That somebody of the team types or the agent writes, what it has written so far, and what it does meanwhile. */
export type ConversationSignal =
  | { readonly type: 'typing'; readonly author: 'ai_assistant' | 'human_operator'; readonly is_typing: boolean }
  | { readonly type: 'delta'; readonly ord: number; readonly at: number; readonly text: string }
  | { readonly type: 'thinking'; readonly ord: number; readonly text: string };

/**
 * Follows everything in a workspace from `after` on, or from now. Leaving the loop, or `signal`, ends it; interruptions do
 * not: nothing is missed or doubled over them.
 */
export async function* followWorkspace(client: Transport, options: FollowOptions = {}): AsyncGenerator<LiveNews, void> {
  for await (const event of follow(client, 'list-live-events', {}, options)) {
    const news = liveNews(event);
    if (news) yield news;
  }
}

/** Follows one conversation with a workspace key, or as somebody signed in, from its first event or after `after` (a `seq`). */
export async function* followConversation(
  client: Transport,
  conversationId: string,
  options: FollowOptions = {},
): AsyncGenerator<LiveNews, void> {
  for await (const event of follow(client, 'list-workspace-conversation-events', { id: conversationId }, options)) {
    const news = liveNews(event);
    if (news) yield news;
  }
}

/** Follows one conversation with an agent token, which is how a client learns of a person's reply. */
export async function* followAgentConversation(
  client: ClientOptions,
  conversationId: string,
  options: FollowOptions = {},
): AsyncGenerator<ConversationNews, void> {
  for await (const { event, data } of follow(
    client,
    'list-conversation-events',
    { conv_id: conversationId },
    options,
  )) {
    if (event === 'signal') yield { kind: 'signal', signal: JSON.parse(data) };
    // A newer server may send what this client does not know; it is skipped.
    else if (ITEMS.includes(event)) yield { kind: 'item', item: JSON.parse(data) };
  }
}

const ITEMS: readonly string[] = ['message', 'tracked_link', 'log'] satisfies ConversationEventItem['type'][];

const follow = (client: Transport, id: EndpointId, params: Record<string, string>, options: FollowOptions) =>
  followStream(
    (after, signal) =>
      send(client, id, {
        params,
        headers: { accept: 'text/event-stream', ...(after === undefined ? {} : { 'last-event-id': after }) },
        signal,
      }),
    options,
  );

function liveNews({ event, data, id }: ServerSentEvent): LiveNews | null {
  if (event === 'signal') return { kind: 'signal', signal: JSON.parse(data) };
  return event === 'event' && id !== undefined ? { kind: 'event', id, event: JSON.parse(data) } : null;
}
