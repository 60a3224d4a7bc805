import { AppError } from '@parley/protocol';

/** One holder at a time, first come first served. */
export type Lock = {
  /** Waits for its turn; throws `unavailable` after the time limit. Each grant must be released exactly once. */
  acquire(): Promise<void>;
  release(): void;
};

/** A lock whose waiters give up after `timeoutMs`, so that a wait for oneself is an error instead of a hang. */
export function createLock(timeoutMs: number): Lock {
  const waiters = new Set<() => void>();
  let isHeld = false;

  return {
    acquire() {
      if (!isHeld) {
        isHeld = true;
        return Promise.resolve();
      }
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiters.delete(grant);
          reject(new AppError('unavailable', busy(timeoutMs)));
        }, timeoutMs);
        const grant = () => {
          clearTimeout(timer);
          resolve();
        };
        waiters.add(grant);
      });
    },
    release() {
      const [next] = waiters;
      if (next === undefined) {
        isHeld = false;
        return;
      }
      waiters.delete(next);
      next();
    },
  };
}

function busy(timeoutMs: number): string {
  return (
    `The embedded database was busy for ${timeoutMs / 1000} s. ` +
    'If a transaction is open: what runs inside it must use it, not the outer database.'
  );
}
