import { AppError } from '@parley/protocol';
import type { Conversation, Decision } from '../domain/conversation/conversation.ts';
import type { Origin } from '../domain/people/origin.ts';
import { type ConversationKey, findConversation, lockConversation } from '../store/conversations/find-conversation.ts';
import { type NamedQuery, saveConversation, type TurnUsage } from '../store/conversations/save-conversation.ts';
import type { Tx } from '../store/schema.ts';
import type { Deps } from './deps.ts';
import { requireUnchanged } from './require-unchanged.ts';

const ROUNDS = 3;

export type Change<D extends Decision> = {
  /** May run several times, on newer states, and must be pure. Null means that nothing is to be done. */
  readonly decide: (state: Conversation, at: Date) => D | null;
  readonly usage?: readonly TurnUsage[];
  /** Who asks for it: where they say which state they saw, what others did to the same since refuses the change. */
  readonly origin?: Origin;
  /** Written in the same transaction as the decision. */
  readonly alongside?: (tx: Tx, decision: D) => Promise<void>;
};

type ChangeDeps = Pick<Deps, 'database' | 'clock' | 'signals'>;

/**
 * Decides on a conversation and saves, again and again while others change it in between; after three lost rounds it
 * takes the row's lock, so that nobody starves. `known` is the state as last read, which saves a read when it still
 * holds. Gives the decision that was saved, or null when there was nothing to do. Throws `not_found`, and `conflict`
 * (`changed_meanwhile`) where `origin` names a state that somebody else has changed since.
 */
export async function changeConversation<D extends Decision>(
  deps: ChangeDeps,
  key: ConversationKey,
  known: Conversation | null,
  change: Change<D>,
): Promise<D | null> {
  const saved =
    change.alongside || change.origin
      ? await changeLocked(deps, key, change)
      : await changeOptimistically(deps, key, known, change);
  if (!saved) return null;
  deps.signals.moved(saved.before, saved.decision.next);
  return saved.decision;
}

/** A decision with the state that it was made on. */
type Saved<D> = { readonly before: Conversation; readonly decision: D };

async function changeOptimistically<D extends Decision>(
  deps: ChangeDeps,
  key: ConversationKey,
  known: Conversation | null,
  change: Change<D>,
): Promise<Saved<D> | null> {
  const { database, clock } = deps;
  let state = known;
  for (let round = 0; round < ROUNDS; round += 1) {
    state ??= present(await findConversation(database.named, key));
    const at = clock.now();
    const decision = change.decide(state, at);
    if (!decision) return null;
    if (await saveConversation(database.named, state, decision, at, change.usage)) return { before: state, decision };
    state = null;
  }
  return changeLocked(deps, key, change);
}

async function changeLocked<D extends Decision>(
  { database, clock }: ChangeDeps,
  key: ConversationKey,
  change: Change<D>,
): Promise<Saved<D> | null> {
  return database.transaction(async (tx) => {
    const query: NamedQuery = (name, text, values) => database.named(name, text, values, tx);
    const state = present(await lockConversation(query, key));
    const at = clock.now();
    const decision = change.decide(state, at);
    if (!decision) return null;
    if (change.origin) await requireUnchanged(query, { state, decision, origin: change.origin });
    await saveConversation(query, state, decision, at, change.usage);
    await change.alongside?.(tx, decision);
    return { before: state, decision };
  });
}

function present(state: Conversation | null): Conversation {
  if (!state) throw new AppError('not_found', 'There is no such conversation.');
  return state;
}
