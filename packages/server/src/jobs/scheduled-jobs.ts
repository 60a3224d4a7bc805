import { applyIdleRules } from '../commands/apply-idle-rules.ts';
import type { Deps } from '../commands/deps.ts';
import { forgetOldDeliveries } from '../commands/forget-old-deliveries.ts';
import { forgetOldKeys } from '../commands/forget-old-keys.ts';
import { forgetOldMails } from '../commands/forget-old-mails.ts';
import { vacuumTables } from '../commands/vacuum-tables.ts';
import type { Queue } from './queue.ts';

const IDLE = 'apply-idle-rules';
const FORGET_KEYS = 'forget-idempotency-keys';
const FORGET_DELIVERIES = 'forget-webhook-deliveries';
const FORGET_MAILS = 'forget-mails';
const VACUUM = 'vacuum-tables';
/** The next minute is the retry; what is done is not kept for days. */
const IDLE_QUEUE = { retryLimit: 0, deleteAfterSeconds: 3_600 };
const EACH_MINUTE = '* * * * *';
const HOURLY = '17 * * * *';
const NIGHTLY = '41 3 * * *';

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
      // Only here, so that a server is ready before it is loaded.
      const { createQueue } = await import('./queue.ts');
      queue = createQueue({
        database,
        queues: { [FORGET_KEYS]: {}, [FORGET_DELIVERIES]: {}, [FORGET_MAILS]: {}, [VACUUM]: {}, [IDLE]: IDLE_QUEUE },
        onError,
      });
      await queue.start();
      await queue.work(IDLE, async () => {
        await applyIdleRules(deps);
      });
      await queue.schedule(IDLE, EACH_MINUTE);
      await queue.work(FORGET_KEYS, () => forgetOldKeys(deps));
      await queue.schedule(FORGET_KEYS, HOURLY);
      await queue.work(FORGET_DELIVERIES, () => forgetOldDeliveries(deps));
      await queue.schedule(FORGET_DELIVERIES, NIGHTLY);
      await queue.work(FORGET_MAILS, () => forgetOldMails(deps));
      await queue.schedule(FORGET_MAILS, NIGHTLY);
      await queue.work(VACUUM, () => vacuumTables(deps));
      await queue.schedule(VACUUM, NIGHTLY);
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
