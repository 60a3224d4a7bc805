import { AppError } from '@parley/protocol';
import { type Dialect, PostgresDialect, type PostgresPoolClient } from 'kysely';
import pg from 'pg';
import type { Engine } from './engine.ts';
import { refuseInsideTransaction } from './open-transaction.ts';
import type { Statements } from './statements.ts';
import { getTypeParser } from './types.ts';

export type PostgresOptions = {
  readonly url: string;
  /** Connections of this process. 10 unless told. */
  readonly poolSize?: number;
  /** A statement that runs longer is cancelled. 30 s unless told. */
  readonly statementTimeoutMs?: number;
  /** Where a connection dropped while idle is reported; the pool replaces it by itself. */
  readonly onError?: (error: Error) => void;
};

/** An open transaction without statements makes the event tail late for everyone, on every node. */
const IDLE_IN_TRANSACTION_MS = 10_000;

const OLDEST_VERSION = 15;

/** A pool of connections; each prepares a named statement once. */
export async function openPostgres(options: PostgresOptions, statements: Statements): Promise<Engine> {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.poolSize ?? 10,
    // A closed connection takes its prepared plans with it.
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: 10_000,
    application_name: 'parley',
    statement_timeout: options.statementTimeoutMs ?? 30_000,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    // Compiling a plan takes seconds where its costs are guessed too high, for statements that take milliseconds.
    options: '-c timezone=UTC -c jit=off',
    types: { getTypeParser },
  });
  const onError = (error: Error) => options.onError?.(error);
  pool.on('error', onError);
  // The pool listens to idle connections only: one that is lost in a transaction between two statements would end the
  // process. Whoever uses it learns by its next statement.
  pool.on('connect', (client) => client.on('error', onError));
  try {
    await checkServer(pool, options.url);
  } catch (error) {
    await pool.end();
    throw error;
  }
  return {
    kind: 'postgres',
    dialect: postgresDialect(pool, statements),
    async query(text, values) {
      refuseInsideTransaction();
      return (await pool.query(toQuery(statements, text, values))).rows;
    },
    // On an error the pool drops the connection, and with it what a script left open.
    async executeSql(text, values) {
      refuseInsideTransaction();
      const result: pg.QueryResult | pg.QueryResult[] = await pool.query(text, values?.length ? values : undefined);
      return { rows: Array.isArray(result) ? result.flatMap((each) => each.rows) : result.rows };
    },
    close: () => pool.end(),
  };
}

/** Refuses early and in a sentence: a server that does not answer, or one that lacks what the statements use. */
async function checkServer(pool: pg.Pool, url: string): Promise<void> {
  const result = await pool.query<{ server_version: string }>('show server_version').catch((error: unknown) => {
    throw new AppError('unavailable', `PostgreSQL at ${place(url)} cannot be used: ${reason(error)}`, undefined, error);
  });
  const version = result.rows[0]?.server_version ?? '';
  if (Number.parseInt(version, 10) >= OLDEST_VERSION) return;
  throw new AppError('conflict', `PostgreSQL ${OLDEST_VERSION} or newer is needed; at ${place(url)} it is ${version}.`);
}

/** Where a database is, without its password. */
function place(url: string): string {
  return URL.canParse(url) ? `${new URL(url).host}${new URL(url).pathname}` : 'DATABASE_URL';
}

function reason(error: unknown): string {
  // A name with two addresses fails with a bundle of errors that has no message of its own.
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  return first instanceof Error ? first.message : String(first);
}

function postgresDialect(pool: pg.Pool, statements: Statements): Dialect {
  // Kysely keeps state by client, so a client must always be seen as the same object.
  const seen = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  return new PostgresDialect({
    pool: {
      options: pool.options,
      end: () => Promise.resolve(),
      async connect() {
        refuseInsideTransaction();
        const client = await pool.connect();
        const known = seen.get(client) ?? withNames(client, statements);
        seen.set(client, known);
        return known;
      },
    },
  });
}

function withNames(client: pg.PoolClient, statements: Statements): PostgresPoolClient {
  const query = (text: string, values: readonly unknown[]) => client.query(toQuery(statements, text, values));
  // Kysely's type also has cursors, which nothing of ours asks for.
  return { query: query as unknown as PostgresPoolClient['query'], release: (destroy) => client.release(destroy) };
}

function toQuery(statements: Statements, text: string, values: readonly unknown[]): pg.QueryConfig {
  const name = statements.nameOf(text);
  return name === undefined ? { text, values: [...values] } : { name, text, values: [...values] };
}
