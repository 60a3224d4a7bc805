import { AppError } from '@parley/protocol';
import { insertReceived } from '../store/channels/remember.ts';
import type { Tx } from '../store/schema.ts';

/** It was stored before: what was about to be written again is rolled back. */
export class RepeatError extends Error {
  override readonly name = 'RepeatError';
}

/** Notes a key in the transaction of what it stands for. Throws RepeatError when it was before. */
export async function requireNew(tx: Tx, received: Parameters<typeof insertReceived>[1]): Promise<void> {
  if (!(await insertReceived(tx, received))) throw new RepeatError('repeated');
}

/** Runs what stores something once; a repeat, and a conversation that was erased meanwhile, are no fault. */
export async function storedOnce(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const isGone = error instanceof AppError && error.code === 'not_found';
    if (!(error instanceof RepeatError) && !isGone) throw error;
  }
}
