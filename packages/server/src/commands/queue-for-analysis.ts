import { queueForAnalysis as queue } from '../store/analysis/analysis-queue.ts';
import type { Deps } from './deps.ts';
import { readLogOn } from './read-log-on.ts';

const CURSOR = 'analysis';

/**
 * Reads the log on, at most `maxEvents`, and has the conversations that it speaks of wait for their analysis, each until
 * it was quiet for a moment. Gives how many events it read.
 */
export const queueForAnalysis = (
  deps: Pick<Deps, 'database' | 'clock'>,
  { maxEvents, quietMs }: { readonly maxEvents: number; readonly quietMs: number },
): Promise<number> =>
  readLogOn(deps, { cursor: CURSOR, maxEvents }, (tx, conversations) =>
    queue(tx, conversations, { now: deps.clock.now(), quietMs }),
  );
