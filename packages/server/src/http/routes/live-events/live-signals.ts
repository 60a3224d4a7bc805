import type { LiveSignal } from '@parley/protocol/api';
import type { EventStream } from '../../../realtime/open-streams.ts';
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

/** Tells a signal to everybody who follows its conversation or its workspace, on any node. */
export function signal({ bus }: Pick<HttpDeps, 'bus'>, workspaceId: string, told: LiveSignal): void {
  bus.publish(`conversation:${told.conversation_id}`, told);
  bus.publish(`workspace:${workspaceId}`, told);
}

/** Pieces of so long are told together: signals cost a message to all nodes. */
const DELTAS_MS = 80;

/** Tells those who follow a conversation the pieces of the reply to its message `ord`, a few times a second. */
export function deltaSignals(
  { bus }: Pick<HttpDeps, 'bus'>,
  conversationId: string,
  ord: number,
): (text: string) => void {
  let untold = '';
  let toldMs = 0;
  return (text) => {
    untold += text;
    if (performance.now() - toldMs < DELTAS_MS) return;
    const told: LiveSignal = { type: 'delta', conversation_id: conversationId, ord, text: untold };
    bus.publish(`conversation:${conversationId}`, told);
    untold = '';
    toldMs = performance.now();
  };
}

const TYPES: readonly unknown[] = ['typing', 'presence', 'delta'] satisfies LiveSignal['type'][];

/** What the team is shown. */
export const teamSignal = (heard: Signal): object | null =>
  TYPES.includes(heard.type) && typeof heard.conversation_id === 'string' ? heard : null;

/** What the visitor is shown: that somebody of the team types or the agent answers, and never who it is. */
export function visitorSignal(heard: Signal): object | null {
  const { type, author, is_typing } = heard;
  if (type === 'delta') return { type, ord: heard.ord, text: heard.text };
  return type === 'typing' && author !== 'visitor' ? { type, author, is_typing } : null;
}
