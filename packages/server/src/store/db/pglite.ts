import { mkdir } from 'node:fs/promises';
import { setFlagsFromString } from 'node:v8';
import { PGlite } from '@electric-sql/pglite';
import { btree_gin } from '@electric-sql/pglite/contrib/btree_gin';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { AppError } from '@parley/protocol';
import type { QueryResult } from 'kysely';
import type { Statements } from './statements.ts';
import { type Answer, type Column, readAnswer, scriptMessage, statementMessages } from './wire.ts';

/** The embedded database's one session. Whoever uses it holds its lock. */
export interface Session {
  query<R>(text: string, values: readonly unknown[]): Promise<QueryResult<R>>;
  /** Statements without values, separated by semicolons, never inside an open transaction; gives the rows of all. */
  script(text: string): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

/** Statements run in microtasks only: without a pause after this long, a queue of them never lets sockets in. */
const SLICE_MS = 8;

/**
 * How much of a WASM function must have run before V8 optimises it; 13 million by default. With that, PostgreSQL's
 * grammar (one function of 100 KB) is optimised at the first statement, which takes 600 MB and most of a second of CPU
 * while the server starts. What is really hot gets there all the same, some thousand statements later.
 */
const TIERING_BUDGET = 2_000_000_000;

/** Opens (or creates, in about 4 s) the database in a folder that no other process has open. */
export async function openPglite(folder: string, statements: Statements): Promise<Session> {
  await mkdir(folder, { recursive: true });
  setFlagsFromString(`--wasm-tiering-budget=${TIERING_BUDGET}`);
  const lite = await PGlite.create(folder, {
    extensions: { pg_trgm, btree_gin },
    // PostgreSQL's default of 128 MB is memory of this process.
    startParams: [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB'],
  });
  const session = createSession(lite, statements);
  await session.script("set timezone = 'UTC'");
  return session;
}

/**
 * A session over the wire protocol. `PGlite.query` enters the WASM six times for a statement and plans it each time;
 * one buffer with a prepared statement is three times as fast, and its values are parsed as pg parses them.
 */
function createSession(lite: PGlite, statements: Statements): Session {
  const prepared = new Map<string, readonly Column[] | null>();
  const pause = createPause();

  function send(message: Buffer): Uint8Array {
    if (!lite.ready) throw new AppError('unavailable', 'The database is closed.');
    return lite.execProtocolRawSync(message);
  }

  function exchange(text: string, values: readonly unknown[]): Answer {
    const name = statements.nameOf(text) ?? '';
    const isPrepared = name !== '' && prepared.has(name);
    const columns = prepared.get(name) ?? null;
    const isDescribed = isPrepared && columns !== null;
    const message = statementMessages({ name, text, values, isPrepared, isDescribed });
    const answer = readAnswer(send(message), columns);
    if (name !== '' && (isPrepared || answer.isParsed)) prepared.set(name, answer.columns);
    return answer;
  }

  return {
    async query<R>(text: string, values: readonly unknown[]) {
      await pause();
      return toResult<R>(check(exchange(text, values)));
    },
    async script(text) {
      await pause();
      const answer = readAnswer(send(scriptMessage(text)), null);
      // A script that fails between its own begin and commit must not leave the next caller in its transaction.
      if (answer.error && answer.isInTransaction) send(scriptMessage('rollback'));
      return check(answer).rows;
    },
    async close() {
      if (!lite.closed) await lite.close();
    },
  };
}

function createPause(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since <= SLICE_MS) return;
    await new Promise(setImmediate);
    since = performance.now();
  };
}

function check(answer: Answer): Answer {
  if (answer.error) throw answer.error;
  return answer;
}

/** As Kysely's own PostgreSQL driver reports: COMMIT and ROLLBACK as a row, counts for what changes rows. */
function toResult<R>(answer: Answer): QueryResult<R> {
  const [verb = '', ...counts] = answer.command.split(' ');
  const rows = answer.rows as R[];
  if (verb === 'COMMIT' || verb === 'ROLLBACK') return { rows: [{ command: verb } as R] };
  return /^(INSERT|UPDATE|DELETE|MERGE)$/.test(verb) ? { rows, numAffectedRows: BigInt(counts.at(-1) ?? 0) } : { rows };
}
