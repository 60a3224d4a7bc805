import type { LiveSignal } from '@parley/protocol/api';
import type { Deps } from './deps.ts';

/** Pieces of so long are told together: signals cost a message to all nodes. */
const DELTAS_MS = 80;
/** Who hears that somebody types believes it for a few seconds. */
const TYPING_MS = 3_000;

type TurnPlace = { readonly conversationId: string /** Of the visitor message. */; readonly ord: number };
type BusDeps = Pick<Deps, 'bus' | 'clock'>;

/** What is told of a reply while it is made. */
export type Telling = { tell(text: string): void; end(): void };

/**
 * Tells those who follow a conversation the pieces of the reply to its message `ord`, the first at once and then a few
 * times a second, each with its place in the reply. `end` tells no more.
 */
export function tellDeltas({ bus, clock }: BusDeps, { conversationId, ord }: TurnPlace): Telling {
  let untold = '';
  let at = 0;
  let toldMs = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;
  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    const told: LiveSignal = { type: 'delta', conversation_id: conversationId, ord, at, text: untold };
    bus.publish(`conversation:${conversationId}`, told);
    at += untold.length;
    untold = '';
    toldMs = clock.monotonicMs();
  }
  return {
    tell(text) {
      if (text === '') return;
      untold += text;
      const waitMs = toldMs + DELTAS_MS - clock.monotonicMs();
      if (waitMs <= 0) flush();
      // A model that pauses must not hold back what it has said.
      else timer ??= setTimeout(flush, waitMs);
    },
    end: () => clearTimeout(timer),
  };
}

/** Tells those who follow a conversation what the visitor is to see while the agent asks another system. */
export function tellThinking({ bus }: Pick<Deps, 'bus'>, { conversationId, ord }: TurnPlace, text: string): void {
  const told: LiveSignal = { type: 'thinking', conversation_id: conversationId, ord, text };
  bus.publish(`conversation:${conversationId}`, told);
}

/** Tells those who follow a conversation that the agent writes, until `end`. */
export function tellTyping({ bus }: Pick<Deps, 'bus'>, conversationId: string): Pick<Telling, 'end'> {
  const told: LiveSignal = {
    type: 'typing',
    conversation_id: conversationId,
    author: 'ai_assistant',
    user_id: null,
    is_typing: true,
  };
  const tell = (): void => bus.publish(`conversation:${conversationId}`, told);
  tell();
  const timer = setInterval(tell, TYPING_MS);
  return { end: () => clearInterval(timer) };
}
