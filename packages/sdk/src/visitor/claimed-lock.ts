import { isRecord } from './outbox-entry.ts';
import type { VisitorLock } from './ports.ts';
import type { Core } from './visitor-core.ts';

/** Longer than one tab's writing needs to be seen by another. */
const SETTLE_MS = 60;
/** How often who waits looks again, and who holds says that it lives. */
const LOOK_MS = 500;
/** Who has not said so for so long is gone, or asleep. */
const GONE_MS = 5_000;

/**
 * Locks by claims in what the tabs keep, for pages whose browser has no others. Two tabs may still write at the same moment and
 * not see each other for longer than this waits: a storage has no locks, so this makes it rare, and not impossible.
 */
export function claimedLock(core: Pick<Core, 'shelf' | 'timers' | 'newId'>): VisitorLock {
  const { shelf, timers } = core;
  const after = (ms: number): Promise<void> => new Promise((resolve) => void timers.after(ms, resolve));
  return async (name, task, { signal, steals = false } = {}) => {
    const key = `claim.${name}`;
    const by = core.newId();
    const claimOf = (): { readonly by: unknown; readonly age: number } | null => {
      const claim = shelf.read(key);
      return isRecord(claim) && typeof claim.at === 'number' ? { by: claim.by, age: timers.now() - claim.at } : null;
    };
    const isMine = (): boolean => claimOf()?.by === by;
    const isFree = (): boolean => {
      const age = claimOf()?.age ?? Number.NaN;
      return !(age >= 0 && age <= GONE_MS);
    };
    const write = (): boolean => shelf.write(key, { by, at: timers.now() });
    while (!isMine()) {
      if (signal?.aborted) throw new Error('The wait was ended.');
      if (steals || isFree()) {
        write();
        await after(SETTLE_MS);
      } else await after(LOOK_MS);
    }
    let stop = (): void => {};
    const lost = new Promise<never>((_, reject) => {
      const renew = (): void => {
        if (isMine()) {
          write();
          stop = timers.after(LOOK_MS, renew);
        } else reject(new Error('The lock was stolen.'));
      };
      renew();
    });
    try {
      return await Promise.race([task(), lost]);
    } finally {
      stop();
      if (isMine()) shelf.remove(key);
    }
  };
}
