import { CompiledQuery, Kysely, type Transaction } from 'kysely';
import { DatabaseError } from 'pg-protocol';
import type { Engine } from './engine.ts';
import { createLock } from './lock.ts';
import { insideTransaction, refuseInsideTransaction } from './open-transaction.ts';
import { openPglite } from './pglite.ts';
import { pgliteDialect } from './pglite-dialect.ts';
import { openPostgres, type PostgresOptions } from './postgres.ts';
import { createStatements, type Statements } from './statements.ts';

/** Writes take it, reads take a `Kysely` (which a transaction is too). Kysely's classes are nominal, so passing the outer database does not compile. */
export type Tx<S> = Transaction<S>;

/** An open database: the embedded one or a PostgreSQL server, with the same behaviour and the same values. */
export interface Database<S = unknown> {
  readonly kind: 'pglite' | 'postgres';
  readonly db: Kysely<S>;
  /**
   * Runs a statement that each session prepares once under its name; in `tx`, or else in a transaction of its own.
   * The text must be fixed: another text under the same name throws. Planning costs more than running the hot ones.
   */
  named<T>(name: string, text: string, values: readonly unknown[], tx?: Tx<S>): Promise<T[]>;
  /** Commits what `work` did, or rolls it back when it throws. Inside, only `tx` may be used, never `db`. */
  transaction<T>(work: (tx: Tx<S>) => Promise<T>): Promise<T>;
  /** For pg-boss. Without values the text may be a script of many statements. */
  executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
  /** To be called after the schema has changed: prepared statements are planned anew. */
  forgetStatements(): void;
  /** Waits for what is running. */
  close(): Promise<void>;
}

export type PgliteOptions = {
  /** The folder of PostgreSQL's files; nothing else may be in it, and no other process may have it open. */
  readonly folder: string;
  /** How long a statement waits for the one connection before it fails. 30 s unless told. */
  readonly acquireTimeoutMs?: number;
};

/** Connects to a PostgreSQL server; nothing is migrated. */
export async function connectPostgres<S>(options: PostgresOptions): Promise<Database<S>> {
  const statements = createStatements();
  return createDatabase(await openPostgres(options, statements), statements);
}

/** Opens the embedded database in a folder that the caller has locked; nothing is migrated. */
export async function connectPglite<S>(options: PgliteOptions): Promise<Database<S>> {
  const statements = createStatements();
  const session = await openPglite(options.folder, statements);
  const lock = createLock(options.acquireTimeoutMs ?? 30_000);
  const acquire = async () => {
    refuseInsideTransaction();
    await lock.acquire();
  };
  const exclusively = async <T>(work: () => Promise<T>): Promise<T> => {
    await acquire();
    try {
      return await work();
    } finally {
      lock.release();
    }
  };

  const query = (text: string, values: readonly unknown[]) =>
    exclusively(async () => (await session.query<unknown>(text, values)).rows);
  const engine: Engine = {
    kind: 'pglite',
    dialect: pgliteDialect(session, { acquire, release: lock.release }),
    query,
    executeSql: async (text, values) => ({
      rows: await (values?.length ? query(text, values) : exclusively(() => session.script(text))),
    }),
    close: () => exclusively(() => session.close()),
  };
  return createDatabase(engine, statements);
}

/** A database's own error: with `code` (SQLSTATE, e.g. `23505`), only if it is that one. */
export function isDatabaseError(error: unknown, code?: string): error is DatabaseError {
  return error instanceof DatabaseError && (code === undefined || error.code === code);
}

function createDatabase<S>(engine: Engine, statements: Statements): Database<S> {
  const db = new Kysely<S>({ dialect: engine.dialect });
  const run = async (text: string, values: readonly unknown[], tx?: Tx<S>) =>
    tx ? (await tx.executeQuery(CompiledQuery.raw(text, [...values]))).rows : engine.query(text, values);

  return {
    kind: engine.kind,
    db,
    async named<T>(name: string, text: string, values: readonly unknown[], tx?: Tx<S>) {
      statements.add(name, text);
      try {
        return (await run(text, values, tx)) as T[];
      } catch (error) {
        if (tx || !isStalePlan(error)) throw error;
        // Another node has migrated meanwhile.
        statements.renew();
        return (await run(text, values)) as T[];
      }
    },
    async transaction(work) {
      refuseInsideTransaction();
      return db.transaction().execute((tx) => insideTransaction(() => work(tx)));
    },
    executeSql: engine.executeSql,
    forgetStatements: () => statements.renew(),
    close: () => engine.close(),
  };
}

function isStalePlan(error: unknown): boolean {
  return isDatabaseError(error, '0A000') && error.message.includes('cached plan');
}
