import { AppError } from '@parley/protocol';
import { KEY_ANSWER_MS, type StoredUnderKey } from '../domain/idempotency/idempotency.ts';
import { queueTurn } from '../domain/turn/conclude-turn.ts';
import { findConversation } from '../store/conversations/find-conversation.ts';
import { type KeyName, saveKeyAnswer, saveKeyMessage } from '../store/idempotency/idempotency-keys.ts';
import {
  type AnswerVisitorInput,
  answerStored,
  answerVisitor,
  type StoredMessage,
  type VisitorAnswer,
} from './answer-visitor.ts';
import { changeConversation } from './change-conversation.ts';
import { claimKey, stillRunning } from './claim-key.ts';
import type { Deps } from './deps.ts';

export type AnswerOnceInput = Omit<AnswerVisitorInput, 'onStored'> & {
  readonly key: KeyName;
  /** Of the request's body: the same key with another body is refused. */
  readonly requestHash: string;
  readonly onStored: (stored: StoredMessage & { readonly isReplay: boolean }) => void;
  /** Asked for a message that is new: whether the model that costs nothing answers it. */
  readonly isOverBudget?: () => Promise<boolean>;
};

type OnceDeps = Deps;

type KeptAnswer = { readonly messageOrd: number; readonly answer: VisitorAnswer };

/**
 * Answers a visitor message under an idempotency key: the message is stored once, however often the request comes. An
 * answer is replayed; a failed request runs the stored message's turn again. Throws `conflict` for another body, and
 * for a twin that is in flight too long.
 */
export async function answerOnce(deps: OnceDeps, input: AnswerOnceInput): Promise<VisitorAnswer> {
  const claim = await claimKey(deps, { ...input, wasCutOff: (stored) => wasCutOff(deps, input, stored) });
  if (claim.type === 'replay') {
    const kept: KeptAnswer = JSON.parse(deps.secrets.open(claim.answer));
    input.onStored({ conversationId: kept.answer.conversationId, ord: kept.messageOrd, isReplay: true });
    return kept.answer;
  }
  let messageOrd = claim.stored?.ord ?? 0;
  let { heldUntil } = claim;
  const holdUntil = after(deps, KEY_ANSWER_MS);
  const onStored = (stored: StoredMessage) => {
    messageOrd = stored.ord;
    // Only now is the longer hold committed.
    heldUntil = holdUntil;
    input.onStored({ ...stored, isReplay: false });
  };
  const alongside: AnswerVisitorInput['alongside'] = async (tx, { next, ord }) => {
    const message = { conversationId: next.id, ord };
    if (!(await saveKeyMessage(tx, input.key, message, { heldUntil, holdUntil }))) throw stillRunning();
  };
  try {
    const answer = claim.stored
      ? await answerAgain(
          deps,
          { ...input, onStored: (stored) => input.onStored({ ...stored, isReplay: false }) },
          claim.stored,
        )
      : await answerVisitor(deps, { ...input, ...(await turnOf(input)), onStored, alongside });
    const kept: KeptAnswer = { messageOrd, answer };
    await saveKeyAnswer(deps.database.named, input.key, deps.secrets.seal(JSON.stringify(kept)), heldUntil);
    return answer;
  } catch (error) {
    await saveKeyAnswer(deps.database.named, input.key, null, heldUntil);
    throw error;
  }
}

async function turnOf({ isOverBudget }: AnswerOnceInput): Promise<Pick<AnswerVisitorInput, 'turn'>> {
  return (await isOverBudget?.()) ? { turn: { economy: true } } : {};
}

/** Whether the first request has stored its message and lost its turn: its process died, and recovery ended the turn. */
async function wasCutOff(deps: OnceDeps, input: AnswerOnceInput, stored: StoredUnderKey | null): Promise<boolean> {
  if (!stored) return false;
  const key = { workspaceId: input.agent.workspaceId, id: stored.conversationId };
  const state = await findConversation(deps.database.named, key);
  return state !== null && !state.turns.some((turn) => turn.ord === stored.ord);
}

const after = ({ clock }: OnceDeps, ms: number): Date => new Date(clock.now().getTime() + ms);

/** Runs the turn of a message that an earlier request stored. */
async function answerAgain(
  deps: OnceDeps,
  input: Omit<AnswerVisitorInput, 'alongside'>,
  stored: StoredMessage,
): Promise<VisitorAnswer> {
  const key = { workspaceId: input.agent.workspaceId, id: stored.conversationId };
  input.onStored?.(stored);
  const turn = { id: deps.ids.uuid(), node: deps.nodeId, origin: 'request', ord: stored.ord } as const;
  deps.liveTurns.add(turn.id);
  try {
    const queued = await changeConversation(deps, key, null, { decide: (state) => queueTurn(state, turn) });
    const state = queued?.next ?? (await findConversation(deps.database.named, key));
    if (!state) throw new AppError('not_found', 'There is no such conversation.');
    return await answerStored(deps, { ...input, state, ord: stored.ord, turn: queued ? turn : null });
  } finally {
    deps.liveTurns.delete(turn.id);
  }
}
