import { applyIdleRules } from '../commands/apply-idle-rules.ts';
import type { Deps } from '../commands/deps.ts';
import { enforceRetention } from '../commands/enforce-retention.ts';
import { forgetExports } from '../commands/forget-exports.ts';
import { forgetOldDeliveries } from '../commands/forget-old-deliveries.ts';
import { forgetOldKeys } from '../commands/forget-old-keys.ts';
import { forgetOldMails } from '../commands/forget-old-mails.ts';
import { forgetReceived } from '../commands/forget-received.ts';
import { removeLooseFiles } from '../commands/remove-loose-files.ts';
import { removeOrphanContents } from '../commands/remove-orphan-contents.ts';
import { vacuumTables } from '../commands/vacuum-tables.ts';
import type { Queue } from './queue.ts';

const IDLE = 'apply-idle-rules';
const FORGET_KEYS = 'forget-idempotency-keys';
const FORGET_DELIVERIES = 'forget-webhook-deliveries';
const FORGET_MAILS = 'forget-mails';
const FORGET_RECEIVED = 'forget-received';
const FORGET_EXPORTS = 'forget-exports';
const LOOSE_FILES = 'remove-loose-files';
const VACUUM = 'vacuum-tables';
const RETENTION = 'enforce-retention';
/** The next minute is the retry; what is done is not kept for days. */
const IDLE_QUEUE = { retryLimit: 0, deleteAfterSeconds: 3_600 };
const EACH_MINUTE = '* * * * *';
const HOURLY = '17 * * * *';
const NIGHTLY = '41 3 * * *';
/** What a run has left is for the next, under the rules as they are then. */
const RETENTION_QUEUE = { retryLimit: 0 };
const AFTER_HALF = '37 * * * *';

const PLAIN = [FORGET_KEYS, FORGET_DELIVERIES, FORGET_MAILS, FORGET_RECEIVED, FORGET_EXPORTS, LOOSE_FILES, VACUUM];

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
        queues: {
          ...Object.fromEntries(PLAIN.map((name) => [name, {}])),
          [IDLE]: IDLE_QUEUE,
          [RETENTION]: RETENTION_QUEUE,
        },
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
      await queue.work(FORGET_RECEIVED, () => forgetReceived(deps));
      await queue.schedule(FORGET_RECEIVED, NIGHTLY);
      await queue.work(FORGET_EXPORTS, () => forgetExports(deps));
      await queue.schedule(FORGET_EXPORTS, HOURLY);
      await queue.work(LOOSE_FILES, async () => {
        await removeLooseFiles(deps);
        await removeOrphanContents(deps);
      });
      await queue.schedule(LOOSE_FILES, HOURLY);
      await queue.work(RETENTION, () => enforceRetention(deps));
      await queue.schedule(RETENTION, AFTER_HALF);
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
