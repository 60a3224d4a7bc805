import { AsyncLocalStorage } from 'node:async_hooks';
import { AppError } from '@parley/protocol';

/** Whether the code that runs now was called by the work of a transaction that is still open. */
const current = new AsyncLocalStorage<{ isOpen: boolean }>();

/** Runs the work of a transaction; meanwhile whatever it calls is refused another connection. */
export async function insideTransaction<T>(work: () => Promise<T>): Promise<T> {
  const state = { isOpen: true };
  try {
    return await current.run(state, work);
  } finally {
    state.isOpen = false;
  }
}

/**
 * Throws when called from inside a transaction. There the embedded database's one connection would be waited for by
 * its own holder; on a server, transactions that each want a second connection can use up the pool and wait likewise.
 */
export function refuseInsideTransaction(): void {
  if (current.getStore()?.isOpen) {
    throw new AppError('internal', 'A query on the outer database inside a transaction: pass the transaction instead.');
  }
}
