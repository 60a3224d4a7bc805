import { appendEvents, type Draft } from './append.ts';
import type { PendingTurn } from './conversation.ts';

export type ReceivedTurn = Pick<PendingTurn, 'id' | 'node' | 'origin' | 'economy'> & {
  /**
   * The visitor may write on: the turn waits for so many milliseconds of quiet, and takes the place of those that waited
   * for it, or have begun and not spoken. Without it a message has its own turn, which none takes away.
   */
  readonly quietMs?: number;
};

/** So many turns give way to each other; then one is let speak, and the next waits behind it. */
const MOST_REPLACED = 3;

/**
 * Lists the turn that answers the visitor message `ord`, with every unanswered one before it. Turns that give way to it end
 * in the log: their messages are answered by it.
 */
export function addTurn(draft: Draft, { quietMs, ...turn }: ReceivedTurn, ord: number, at: Date): PendingTurn {
  const before = draft.state.turns;
  if (quietMs === undefined) {
    const pending = { ...turn, ord };
    draft.state = { ...draft.state, turns: [...before, pending] };
    return pending;
  }
  const replaced = before.filter(givesWay);
  const times = Math.max(0, ...replaced.map((gone) => (gone.replaced ?? 0) + 1));
  const quietUntil = at.getTime() + quietMs;
  const pending = { ...turn, ord, quietUntil, ...(times > 0 ? { replaced: times } : {}) };
  draft.state = { ...draft.state, turns: [...before.filter((kept) => !replaced.includes(kept)), pending] };
  for (const gone of replaced) {
    appendEvents(draft, { type: 'turn.ended', data: { turnId: gone.id, ord: gone.ord, reason: 'superseded' } });
  }
  return pending;
}

/** Only turns that wait for quiet: a caller waits for the answer of any other, or people gave the conversation back. */
const givesWay = ({ quietUntil, replaced = 0 }: PendingTurn): boolean =>
  quietUntil !== undefined && replaced < MOST_REPLACED;
