import { type Job, PgBoss, type Queue as QueueDefinition, type SendOptions } from 'pg-boss';

/** What the queue needs of a database; both of ours have it. */
interface QueueDatabase {
  readonly kind: 'pglite' | 'postgres';
  executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}

/** Retries, backoff, expiry, policy and dead letters of a queue. A dead letter queue must be one of ours too. */
export type QueueOptions = Omit<QueueDefinition, 'name' | 'partition' | 'notify'>;

type WorkOptions = {
  /** How many jobs of this queue run at once in this process. 1 unless told. */
  readonly concurrency?: number;
  /** How often to look without being woken. 30 s on the embedded database, 2 s on PostgreSQL unless told. */
  readonly pollingSeconds?: number;
};

export interface Queue {
  /** Makes or updates the queues. Nothing else works before. */
  start(): Promise<void>;
  /** Takes no new job and waits for the running ones, at most `timeoutMs` (30 s unless told); the rest are retried. */
  stop(options?: { timeoutMs?: number }): Promise<void>;
  /** Runs each job of a queue; a handler that throws makes it be retried. Jobs may run twice: handlers must bear it. */
  work<Data extends object>(
    queue: string,
    handler: (job: Job<Data>) => Promise<void>,
    options?: WorkOptions,
  ): Promise<void>;
  /** After a commit with jobs: this process looks at once. A lost wake costs a polling interval, never a job. */
  wake(queues: Iterable<string>): void;
  /**
   * pg-boss's own INSERT for a queue, to be pasted as a CTE into a commit, so that state and jobs commit together.
   * `parameter` is an expression for the JSON array (as text) of jobs: `[{"data":{…},"singletonKey":"…"}]`, `[]` for none.
   */
  capturedInsert(queue: string, parameter?: string): string;
  /** Enqueues outside a commit. Gives null when `singletonKey` says that such a job waits already. */
  send(queue: string, data: object, options?: Omit<SendOptions, 'db'>): Promise<string | null>;
  /** Enqueues a job by a cron expression in UTC, once for all nodes. */
  schedule(queue: string, cron: string, data?: object): Promise<void>;
}

export type QueueSettings = {
  readonly database: QueueDatabase;
  readonly queues: Readonly<Record<string, QueueOptions>>;
  /** Failures of the queue itself (handlers' failures are retried and stored); it goes on by itself. */
  readonly onError: (error: Error) => void;
};

/** The job queue, which lies in the database itself: it survives a restart, and a commit can contain jobs. */
export function createQueue({ database, queues, onError }: QueueSettings): Queue {
  const boss = createBoss(database);
  const crews = new Map<string, Crew>();
  const inserts = new Map<string, string>();
  boss.on('error', onError);

  return {
    async start() {
      await boss.start();
      await define(boss, queues);
      for (const name of Object.keys(queues)) inserts.set(name, await captureInsert(boss, name));
    },
    async stop(options) {
      await boss.stop({ graceful: true, timeout: options?.timeoutMs ?? 30_000 });
    },
    async work(name, handler, options = {}) {
      const crew = crews.get(name) ?? createCrew();
      crews.set(name, crew);
      const polling = options.pollingSeconds ?? (database.kind === 'pglite' ? 30 : 2);
      // One call each, because pg-boss tells the id (by which to wake) only of the first of several.
      for (let i = 0; i < (options.concurrency ?? 1); i += 1) await crew.hire(boss, name, polling, handler);
    },
    wake(names) {
      for (const name of names) {
        const id = crews.get(name)?.next();
        if (id !== undefined) boss.notifyWorker(id);
      }
    },
    capturedInsert(name, parameter = '$1') {
      const insert = inserts.get(name);
      if (insert === undefined) throw new Error(`There is no queue "${name}", or it is not started.`);
      return insert.replaceAll('$1', () => parameter);
    },
    send: (name, data, options = {}) => boss.send(name, data, options),
    schedule: (name, cron, data) => boss.schedule(name, cron, data ?? null, { tz: 'UTC' }),
  };
}

function createBoss(database: QueueDatabase): PgBoss {
  return new PgBoss({
    backend: database.kind,
    schema: 'pgboss',
    db: {
      executeSql: (text, values) => database.executeSql(text, values),
    },
    // Rebuilding indexes concurrently needs a second connection.
    reindex: database.kind === 'postgres',
  });
}

async function define(boss: PgBoss, queues: QueueSettings['queues']): Promise<void> {
  const known = new Set((await boss.getQueues()).map((queue) => queue.name));
  // A dead letter queue must exist before the queue that names it.
  const byNeed = Object.entries(queues).sort(
    ([, a], [, b]) => Number(Boolean(a.deadLetter)) - Number(Boolean(b.deadLetter)),
  );
  for (const [name, options] of byNeed) {
    const { policy: _fixed, ...changeable } = options;
    if (!known.has(name)) await boss.createQueue(name, options);
    else if (Object.keys(changeable).length > 0) await boss.updateQueue(name, changeable);
  }
}

/** Lets pg-boss send into a database that only writes down: what it wrote follows its table through upgrades. */
async function captureInsert(boss: PgBoss, name: string): Promise<string> {
  let captured = '';
  const recorder = {
    async executeSql(text: string) {
      captured = text;
      return { rows: [{ id: '' }] };
    },
  };
  await boss.send(name, {}, { db: recorder, singletonKey: 'captured' });
  if (!/^\s*insert\s/i.test(captured)) throw new Error(`pg-boss enqueues into "${name}" with more than an INSERT.`);
  return captured;
}

type Crew = {
  hire<Data extends object>(
    boss: PgBoss,
    queue: string,
    pollingSeconds: number,
    handler: (job: Job<Data>) => Promise<void>,
  ): Promise<void>;
  /** The worker to wake: an idle one if there is any, in turn. */
  next(): string | undefined;
};

function createCrew(): Crew {
  const members: { id: string; isBusy: boolean }[] = [];
  let turn = 0;
  return {
    async hire(boss, queue, pollingSeconds, handler) {
      const member = { id: '', isBusy: false };
      const options = { pollingIntervalSeconds: pollingSeconds, batchSize: 1 };
      member.id = await boss.work<Parameters<typeof handler>[0]['data']>(queue, options, async ([job]) => {
        if (!job) return;
        member.isBusy = true;
        try {
          await handler(job);
        } finally {
          member.isBusy = false;
          // One wake is enough for many jobs: pg-boss would sleep between them.
          boss.notifyWorker(member.id);
        }
      });
      members.push(member);
    },
    next() {
      turn += 1;
      const inTurn = members.map((_, i) => members[(turn + i) % members.length]);
      return (inTurn.find((member) => member && !member.isBusy) ?? inTurn[0])?.id;
    },
  };
}
