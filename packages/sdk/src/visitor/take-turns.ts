import type { VisitorLock } from './ports.ts';
import type { Core } from './visitor-core.ts';

/** Runs a task while no other tab runs one of the same name. Rejects as the task does. */
export type Turns = <T>(what: 'session' | 'begin', task: () => Promise<T>) => Promise<T>;

type TurnsInput = { readonly core: Core; readonly lock: VisitorLock; readonly name: string };

/**
 * Two tabs that begin at once would be two visitors, or two conversations: they take turns. A tab that takes longer than any
 * answer is asleep, and passed over.
 */
export function createTurns({ core, lock, name }: TurnsInput): Turns {
  return async (what, task) => {
    const waiting = new AbortController();
    const stop = core.timers.after(core.pace.timeoutMs, () => waiting.abort());
    const begun = (): ReturnType<typeof task> => {
      stop();
      return task();
    };
    const turn = `${name} ${what}`;
    try {
      return await lock(turn, begun, { signal: waiting.signal });
    } catch (error) {
      if (!waiting.signal.aborted) throw error;
      return lock(turn, task, { steals: true });
    } finally {
      stop();
    }
  };
}
