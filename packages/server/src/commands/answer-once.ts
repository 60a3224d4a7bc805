import { AppError } from '@parley/protocol';
import {
  decideKey,
  KEY_ANSWER_MS,
  KEY_STORE_MS,
  type KeyDecision,
  type StoredUnderKey,
} from '../domain/idempotency/idempotency.ts';
import { queueTurn } from '../domain/turn/conclude-turn.ts';
import { findConversation } from '../store/conversations/find-conversation.ts';
import {
  findKey,
  insertKey,
  type KeyName,
  saveKeyAnswer,
  saveKeyMessage,
  takeKey,
} from '../store/idempotency/idempotency-keys.ts';
import {
  type AnswerVisitorInput,
  answerStored,
  answerVisitor,
  type StoredMessage,
  type VisitorAnswer,
} from './answer-visitor.ts';
import { changeConversation } from './change-conversation.ts';
import type { Deps } from './deps.ts';

/** How long a request waits for its twin before it is told to come back. */
const TWIN_WAIT_MS = 20_000;
const LOOK_MS = 250;

export type AnswerOnceInput = Omit<AnswerVisitorInput, 'onStored'> & {
  readonly key: KeyName;
  /** Of the request's body: the same key with another body is refused. */
  readonly requestHash: string;
  readonly onStored: (stored: StoredMessage & { readonly isReplay: boolean }) => void;
};

type OnceDeps = Deps;

type KeptAnswer = { readonly messageOrd: number; readonly answer: VisitorAnswer };

/**
 * Answers a visitor message under an idempotency key: the message is stored once, however often the request comes. An
 * answer is replayed; a failed request runs the stored message's turn again. Throws `conflict` for another body, and
 * for a twin that is in flight too long.
 */
export async function answerOnce(deps: OnceDeps, input: AnswerOnceInput): Promise<VisitorAnswer> {
  const claim = await claimKey(deps, input);
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
      : await answerVisitor(deps, { ...input, onStored, alongside });
    const kept: KeptAnswer = { messageOrd, answer };
    await saveKeyAnswer(deps.database.named, input.key, deps.secrets.seal(JSON.stringify(kept)), heldUntil);
    return answer;
  } catch (error) {
    await saveKeyAnswer(deps.database.named, input.key, null, heldUntil);
    throw error;
  }
}

type Claim =
  | Extract<KeyDecision, { type: 'replay' }>
  | (Extract<KeyDecision, { type: 'take' }> & { readonly heldUntil: Date });

async function claimKey(deps: OnceDeps, input: AnswerOnceInput): Promise<Claim> {
  const { key, requestHash } = input;
  const query = deps.database.named;
  const begunMs = deps.clock.monotonicMs();
  for (;;) {
    const at = deps.clock.now();
    const fresh = { type: 'take', stored: null, heldUntil: after(deps, KEY_STORE_MS) } as const;
    if (await insertKey(query, key, requestHash, at, fresh.heldUntil)) return fresh;
    const kept = await findKey(query, key);
    if (!kept) continue;
    const decision = decideKey(kept, requestHash, at);
    if (decision.type === 'replay') return decision;
    if (decision.type === 'mismatch') {
      throw new AppError('conflict', 'This Idempotency-Key was used with another body.');
    }
    if (decision.type === 'take' || (await wasCutOff(deps, input, decision.stored))) {
      const { stored } = decision;
      const heldUntil = stored ? after(deps, KEY_ANSWER_MS) : fresh.heldUntil;
      const taking = { requestHash, resumes: stored !== null, at, lockedUntil: heldUntil };
      if (await takeKey(query, key, kept, taking)) return { type: 'take', stored, heldUntil };
    } else if (deps.clock.monotonicMs() - begunMs > TWIN_WAIT_MS) throw stillRunning();
    else await deps.signals.wait(`idempotency:${key.key}`, LOOK_MS);
  }
}

/** Whether the first request has stored its message and lost its turn: its process died, and recovery ended the turn. */
async function wasCutOff(deps: OnceDeps, input: AnswerOnceInput, stored: StoredUnderKey | null): Promise<boolean> {
  if (!stored) return false;
  const key = { workspaceId: input.agent.workspaceId, id: stored.conversationId };
  const state = await findConversation(deps.database.named, key);
  return state !== null && !state.turns.some((turn) => turn.ord === stored.ord);
}

const after = ({ clock }: OnceDeps, ms: number): Date => new Date(clock.now().getTime() + ms);

function stillRunning(): AppError {
  return new AppError('conflict', 'The first request with this Idempotency-Key is still running.', {
    retryAfterSeconds: 5,
  });
}

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
