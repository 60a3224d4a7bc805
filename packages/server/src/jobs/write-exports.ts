import { EXPORT_CHANNEL } from '../commands/create-export.ts';
import type { Deps } from '../commands/deps.ts';
import { finishErasures } from '../commands/forget-exports.ts';
import { runExport } from '../commands/run-export.ts';
import { releaseExports } from '../store/exports/claim-exports.ts';
import { createLogSubscriber, type LogSubscriber } from './log-subscriber.ts';

/** So many exports at once: a short one need not wait for a long one. */
const LANES = 2;

/** Looks by itself this often, for exports that nobody told of and those whose writer is gone. */
const PACE = { maxEvents: 1, pollMs: 2_000, restFactor: 0, wakeMs: 0 };

/** Writes the exports that were asked for, at once when it is told of them. Several nodes share the work. */
export function createExportWriter(deps: Deps): Pick<LogSubscriber, 'start' | 'stop'> {
  const stopping = new AbortController();
  let begun: Promise<void> | undefined;
  const begin = async (): Promise<void> => {
    begun ??= setRight(deps).catch((error: unknown) => {
      // Asked again the next time: else one failure would keep all exports waiting until the server is started anew.
      begun = undefined;
      throw error;
    });
    await begun;
  };
  const read = async () => {
    if (stopping.signal.aborted) return 0;
    await begin();
    return (await runExport(deps, stopping.signal)) ? 1 : 0;
  };
  const lanes = Array.from({ length: LANES }, () =>
    createLogSubscriber(deps, { name: 'writing exports', pace: PACE, read }),
  );
  let unsubscribe: (() => void) | undefined;
  return {
    start() {
      unsubscribe = deps.bus.subscribe(EXPORT_CHANNEL, () => {
        for (const lane of lanes) lane.wake();
      });
      for (const lane of lanes) lane.start();
    },
    async stop() {
      unsubscribe?.();
      stopping.abort();
      await Promise.all(lanes.map((lane) => lane.stop()));
    },
  };
}

/** Takes up what a server has left that did not come to its end. */
async function setRight(deps: Deps): Promise<void> {
  // The embedded database has one server: whoever was writing is gone, and need not be waited for.
  if (deps.database.kind === 'pglite') await releaseExports(deps.database.named);
  // What cannot be finished now keeps no export waiting: the hourly job comes to it.
  await finishErasures(deps).catch((err: unknown) => deps.log.error({ err }, 'erasures could not be finished yet'));
}
