import type { LiveSignal } from '@parley/protocol/api';
import type { LiveEvent } from './entry-of-event.ts';

/** So long after it was last told of, nobody types any more. */
const TYPING_MS = 8_000;
/** So long after it was last told of, nobody looks any more. */
const VIEWING_MS = 30_000;

/** What is fleeting in a conversation. Times are those of the caller's clock, in milliseconds. */
export type Signals = {
  readonly visitorTypesUntil: number;
  readonly agentTypesUntil: number;
  /** People of the team who write a reply, with until when that holds. */
  readonly typing: ReadonlyMap<string, number>;
  /** People of the team who look at it. */
  readonly viewing: ReadonlyMap<string, number>;
  /** What the agent has said so far, provisional, and the message that it answers. */
  readonly draft: { readonly ord: number; readonly text: string } | null;
  /** Whether the visitor looks at it; null where it was not told yet. */
  readonly isPresent: boolean | null;
  readonly isErased: boolean;
};

export const NO_SIGNALS: Signals = {
  visitorTypesUntil: 0,
  agentTypesUntil: 0,
  typing: new Map(),
  viewing: new Map(),
  draft: null,
  isPresent: null,
  isErased: false,
};

/** What is known after a signal of the conversation. */
export function afterSignal(before: Signals, signal: LiveSignal, now: number): Signals {
  switch (signal.type) {
    case 'typing':
      return afterTyping(before, signal, now);
    case 'viewing':
      return {
        ...before,
        viewing: withUntil(before.viewing, signal.user_id, signal.is_viewing ? now + VIEWING_MS : 0),
      };
    case 'presence':
      return { ...before, isPresent: signal.is_present };
    case 'delta':
      return { ...before, draft: draftAfter(before.draft, signal) };
    case 'conversation_erased':
      return { ...before, isErased: true };
    default:
      return before;
  }
}

/** Whoever has said something types no more, and a reply that is there, or was dropped, is no draft. */
export function afterEvent(before: Signals, event: LiveEvent): Signals {
  switch (event.type) {
    case 'message.received':
      return before.visitorTypesUntil === 0 ? before : { ...before, visitorTypesUntil: 0 };
    case 'message.sent': {
      const { by } = event.data;
      if (by?.id) return { ...before, typing: withUntil(before.typing, by.id, 0) };
      return { ...before, draft: null, agentTypesUntil: 0 };
    }
    case 'turn.ended':
      return { ...before, draft: null, agentTypesUntil: 0 };
    case 'conversation.updated':
      // The agent is silent from then on.
      return event.data.driver || event.data.progress ? { ...before, draft: null, agentTypesUntil: 0 } : before;
    default:
      return before;
  }
}

/** What still holds at a moment; the same value when nothing has run out. */
export function stillHolding(before: Signals, now: number): Signals {
  const isOver = (until: number): boolean => until !== 0 && until <= now;
  const typing = lasting(before.typing, now);
  const viewing = lasting(before.viewing, now);
  const visitorTypesUntil = isOver(before.visitorTypesUntil) ? 0 : before.visitorTypesUntil;
  const agentTypesUntil = isOver(before.agentTypesUntil) ? 0 : before.agentTypesUntil;
  const isSame =
    typing === before.typing &&
    viewing === before.viewing &&
    visitorTypesUntil === before.visitorTypesUntil &&
    agentTypesUntil === before.agentTypesUntil;
  return isSame ? before : { ...before, typing, viewing, visitorTypesUntil, agentTypesUntil };
}

/** Whether something of it runs out by itself. */
export const isFleeting = ({ typing, viewing, visitorTypesUntil, agentTypesUntil }: Signals): boolean =>
  typing.size > 0 || viewing.size > 0 || visitorTypesUntil > 0 || agentTypesUntil > 0;

type Typing = Extract<LiveSignal, { type: 'typing' }>;

function afterTyping(before: Signals, { author, user_id, is_typing }: Typing, now: number): Signals {
  const until = is_typing ? now + TYPING_MS : 0;
  if (author === 'visitor') return { ...before, visitorTypesUntil: until };
  if (author === 'ai_assistant') return { ...before, agentTypesUntil: until };
  return user_id === null ? before : { ...before, typing: withUntil(before.typing, user_id, until) };
}

function withUntil(map: ReadonlyMap<string, number>, id: string, until: number): ReadonlyMap<string, number> {
  const next = new Map(map);
  if (until === 0) next.delete(id);
  else next.set(id, until);
  return next;
}

function lasting(map: ReadonlyMap<string, number>, now: number): ReadonlyMap<string, number> {
  const kept = [...map].filter(([, until]) => until > now);
  return kept.length === map.size ? map : new Map(kept);
}

type Delta = Extract<LiveSignal, { type: 'delta' }>;

/** Who has missed the beginning shows nothing: half a reply says something else than the whole. */
function draftAfter(before: Signals['draft'], { ord, at, text }: Delta): Signals['draft'] {
  if (at === 0) return { ord, text };
  if (before?.ord !== ord || before.text.length < at) return before;
  return { ord, text: before.text.slice(0, at) + text };
}
