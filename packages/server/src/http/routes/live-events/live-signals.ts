import type { LiveSignal } from '@parley/protocol/api';
import { tellSignal } from '../../../commands/tell-signal.ts';
import type { EventStream } from '../../../realtime/open-streams.ts';
import { PRESENT_MS } from '../../../runtime/presence.ts';
import type { HttpDeps } from '../../deps.ts';
import { frame } from '../../open-stream.ts';

type Signal = { readonly [key: string]: unknown };

/** Passes the signals of a channel on to a stream, as far as `present` shows them to its reader. */
export function followSignals(
  { bus }: Pick<HttpDeps, 'bus'>,
  stream: EventStream,
  channel: string,
  present: (signal: Signal) => object | null,
): void {
  const hear = (signal: Signal): void => {
    const shown = present(signal);
    // Nobody waits for a signal: a reader that lags does without.
    if (shown && stream.isDrained()) stream.write(frame('signal', shown));
  };
  stream.closed.addEventListener('abort', bus.subscribe(channel, hear), { once: true });
}

type Key = { readonly workspaceId: string; readonly conversationId: string };

/** Half as long as presence lasts, so that it does not lapse between two. */
const RENEW_MS = PRESENT_MS / 2;

/** The visitor of a conversation is there until `closed`: whoever follows it is told so. */
export function stayPresent(
  deps: Pick<HttpDeps, 'bus' | 'presence'>,
  { workspaceId, conversationId }: Key,
  closed: AbortSignal,
): void {
  const tell = (isPresent: boolean): void =>
    tellSignal(deps, workspaceId, { type: 'presence', conversation_id: conversationId, is_present: isPresent });
  deps.presence.seen(conversationId);
  tell(true);
  const timer = setInterval(() => deps.presence.seen(conversationId), RENEW_MS);
  closed.addEventListener(
    'abort',
    () => {
      clearInterval(timer);
      tell(false);
    },
    { once: true },
  );
}

const TYPES: readonly unknown[] = [
  'typing',
  'presence',
  'delta',
  'thinking',
  'seen',
  'viewing',
  'conversation_erased',
] satisfies LiveSignal['type'][];

/** What the team is shown. */
export const teamSignal = (heard: Signal): object | null =>
  TYPES.includes(heard.type) && typeof heard.conversation_id === 'string' ? heard : null;

/** What the visitor is shown: that somebody of the team types or the agent answers or asks a system, and never who it is. */
export function visitorSignal(heard: Signal): object | null {
  const { type, author, is_typing } = heard;
  if (type === 'delta') return { type, ord: heard.ord, at: heard.at, text: heard.text };
  if (type === 'thinking') return { type, ord: heard.ord, text: heard.text };
  return type === 'typing' && author !== 'visitor' ? { type, author, is_typing } : null;
}
