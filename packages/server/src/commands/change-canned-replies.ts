import { AppError } from '@parley/protocol';
import type { Origin } from '../domain/people/origin.ts';
import { insertAudit } from '../store/audit/insert-audit.ts';
import { isDatabaseError } from '../store/db/database.ts';
import {
  type CannedReply,
  countCannedReplies,
  insertCannedReply,
  lockCannedReply,
  removeCannedReply,
  saveCannedReply,
} from '../store/replies/canned-replies.ts';
import type { Tx } from '../store/schema.ts';
import type { Deps } from './deps.ts';

const UNIQUE_VIOLATION = '23505';
/** The list is given whole, and read by people. */
const REPLIES_MAX = 500;

type CannedDeps = Pick<Deps, 'database' | 'clock' | 'ids'>;
type Words = Pick<CannedReply, 'shortcut' | 'title' | 'body'>;

export type CreateCannedReplyInput = Words & {
  readonly origin: Origin;
  /** Written in the same transaction. */
  readonly alongside?: (tx: Tx, reply: CannedReply) => Promise<void>;
};

/** Adds a canned reply. Throws `conflict` when its shortcut is taken, in whatever case, or there are 500. */
export async function createCannedReply(
  deps: CannedDeps,
  { origin, alongside, shortcut, title, body }: CreateCannedReplyInput,
): Promise<CannedReply> {
  const at = deps.clock.now();
  const reply = { id: deps.ids.uuid(), shortcut, title, body, createdAt: at, updatedAt: at };
  return inTransaction(deps, async (tx) => {
    if ((await countCannedReplies(tx, origin.workspaceId)) >= REPLIES_MAX) {
      throw new AppError('conflict', `A workspace has at most ${REPLIES_MAX} canned replies: delete some first.`);
    }
    await insertCannedReply(tx, origin.workspaceId, reply);
    await writeDown(deps, tx, { origin, action: 'canned_reply.create', id: reply.id });
    await alongside?.(tx, reply);
    return reply;
  });
}

export type UpdateCannedReplyInput = { readonly [K in keyof Words]?: Words[K] | undefined } & {
  readonly origin: Origin;
  readonly id: string;
};

/** Changes a canned reply; what holds already changes nothing. Throws `not_found`, and `conflict` for a taken shortcut. */
export async function updateCannedReply(
  deps: CannedDeps,
  { origin, id, ...words }: UpdateCannedReplyInput,
): Promise<CannedReply> {
  const { workspaceId } = origin;
  return inTransaction(deps, async (tx) => {
    const known = await lockCannedReply(tx, workspaceId, id);
    if (!known) throw noSuchReply();
    const { shortcut = known.shortcut, title = known.title, body = known.body } = words;
    if (shortcut === known.shortcut && title === known.title && body === known.body) return known;
    const reply = { ...known, shortcut, title, body, updatedAt: deps.clock.now() };
    await saveCannedReply(tx, workspaceId, reply);
    await writeDown(deps, tx, { origin, action: 'canned_reply.update', id });
    return reply;
  });
}

/** Deletes a canned reply for good. Throws `not_found`. */
export async function deleteCannedReply(
  deps: CannedDeps,
  { origin, id }: { readonly origin: Origin; readonly id: string },
): Promise<void> {
  await inTransaction(deps, async (tx) => {
    if (!(await removeCannedReply(tx, origin.workspaceId, id))) throw noSuchReply();
    await writeDown(deps, tx, { origin, action: 'canned_reply.delete', id });
  });
}

const noSuchReply = (): AppError => new AppError('not_found', 'There is no such canned reply.');

type Done = { readonly origin: Origin; readonly action: string; readonly id: string };

async function writeDown({ ids, clock }: CannedDeps, tx: Tx, { origin, action, id }: Done): Promise<void> {
  const target = { type: 'canned_reply', id };
  await insertAudit(tx, { id: ids.uuid(), at: clock.now(), origin, action, target });
}

async function inTransaction<T>({ database }: CannedDeps, work: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await database.transaction(work);
  } catch (error) {
    if (!isDatabaseError(error, UNIQUE_VIOLATION)) throw error;
    throw new AppError('conflict', 'Your workspace has a canned reply of this shortcut already.', undefined, error);
  }
}
