import type { Deps } from '../commands/deps.ts';
import { forgetOldKeys } from '../commands/forget-old-keys.ts';
import { createQueue, type Queue } from './queue.ts';

const FORGET_KEYS = 'forget-idempotency-keys';
const HOURLY = '17 * * * *';

/** The job queue of this installation with its handlers, one thin one per job. Several nodes share the jobs. */
export function createScheduledJobs(deps: Deps): {
  start(): Promise<void>;
  stop(): Promise<void>;
  depth(): Promise<number>;
} {
  const { database, log } = deps;
  let queue: Queue | undefined;
  return {
    async start() {
      const onError = (error: Error) => log.error({ err: error }, 'queue failed');
      queue = createQueue({ database, queues: { [FORGET_KEYS]: { retryLimit: 2 } }, onError });
      await queue.start();
      await queue.work(FORGET_KEYS, () => forgetOldKeys(deps));
      await queue.schedule(FORGET_KEYS, HOURLY);
    },
    async stop() {
      await queue?.stop({ timeoutMs: 5_000 });
    },
    async depth() {
      if (!queue) return 0;
      const { rows } = await database.executeSql(
        `select count(*)::int as depth from pgboss.job where state in ('created', 'retry', 'active')`,
      );
      return Number((rows[0] as { depth?: number } | undefined)?.depth ?? 0);
    },
  };
}
