import type { Conversation } from '../domain/conversation/conversation.ts';
import type { Origin } from '../domain/people/origin.ts';
import { insertAudit } from '../store/audit/insert-audit.ts';
import { insertErasure } from '../store/exports/erasures.ts';
import { removeFilesOf, removeLooseFilesOf } from '../store/files/files.ts';
import type { Tx } from '../store/schema.ts';
import { eraseConversations, lockLogReaders } from '../store/visitors/erase-conversations.ts';
import type { Deps } from './deps.ts';
import { eraseFilters } from './erase-filters.ts';
import { forgetErased } from './forget-exports.ts';
import { tellSignal } from './tell-signal.ts';

export type EraseDeps = Pick<Deps, 'database' | 'clock' | 'ids' | 'signals' | 'files' | 'bus' | 'log'>;

const ASKED_FOR = 'visitor.erased';

/** What is to be erased, locked: conversations, and what their visitor uploaded and did not send. */
export type Doomed = {
  readonly conversations: readonly Conversation[];
  readonly visitor: { readonly agentId: string; readonly visitorId: string } | null;
};

export type Erasure = {
  readonly origin: Origin;
  /** What the audit log calls it; `visitor.erased` unless told. */
  readonly action?: string;
  /** By what id the audit log names it. */
  readonly target: { readonly type: 'visitor' | 'conversation' | 'workspace'; readonly id: string };
  /** Locks what is to be erased; what it throws leaves all as it was. */
  readonly lock: (tx: Tx) => Promise<Doomed>;
  /** Written in the same transaction. */
  readonly alongside?: ((tx: Tx, erased: Erased) => Promise<void>) | undefined;
};

/** What there was, and is not any more. */
export type Erased = { readonly conversations: number; readonly files: number };

/**
 * Erases conversations for good, with everything that repeats them, and files. Who asked for it is written down, and
 * nothing of what it was. Running turns and open streams end, and the team's screens are told.
 */
export async function eraseForGood(deps: EraseDeps, erasure: Erasure): Promise<Erased> {
  const { origin, action = ASKED_FOR, target, lock, alongside } = erasure;
  const { database, clock, ids } = deps;
  const { workspaceId } = origin;
  const [id, at] = [ids.uuid(), clock.now()];
  const { conversations, conversationIds, files } = await database.transaction(async (tx) => {
    await lockLogReaders(tx);
    const { conversations, visitor } = await lock(tx);
    const conversationIds = conversations.map(({ id }) => id);
    const files = await removeFilesOf(tx, conversationIds);
    if (visitor) files.push(...(await removeLooseFilesOf(tx, visitor)));
    await eraseConversations(tx, { workspaceId, ids: conversationIds });
    const of = action === ASKED_FOR ? 'visitors' : 'conversations';
    await eraseFilters(tx, { workspaceId, conversations, of, at });
    if (conversationIds.length > 0) await insertErasure(tx, { workspaceId, id, conversationIds }, at);
    const details = { conversations: conversations.length, files: files.length };
    // Whoever asks for an erasure is written down; a job that finds nothing is not.
    const isTold = action === ASKED_FOR || conversations.length > 0;
    if (isTold) await insertAudit(tx, { id: ids.uuid(), at, origin, action, target, details });
    await alongside?.(tx, details);
    return { conversations, conversationIds, files };
  });
  for (const conversation of conversations) tellGone(deps, conversation);
  // The rows are gone: contents that cannot be removed now are reached by nobody, and the hourly job takes them.
  await deps.files.remove(files).catch((err: unknown) => {
    deps.log.error({ err, files: files.length }, 'contents of erased files could not be removed');
  });
  await forgetErased(deps, { workspaceId, id, conversationIds }).catch((err: unknown) =>
    deps.log.error({ err }, 'exports of erased conversations could not be taken back yet'),
  );
  return { conversations: conversations.length, files: files.length };
}

/** Ends its turns, wherever they run, tells the team, and ends the streams of those who follow it. */
function tellGone(deps: Pick<Deps, 'signals' | 'bus'>, conversation: Conversation): void {
  const { workspaceId, id, seq, epoch } = conversation;
  deps.signals.moved(conversation, { ...conversation, seq: seq + 1, epoch: epoch + 1, turns: [] });
  tellSignal(deps, workspaceId, { type: 'conversation_erased', conversation_id: id });
  deps.bus.publish(`conversation:${id}`, { type: 'erased', conversation_id: id });
}
