import {
  AbortedTransactionError,
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely';
import type { Lock } from './lock.ts';
import type { Session } from './pglite.ts';

/**
 * Kysely over the embedded session. Not Kysely's own PGliteDialect: that one waits for its connection without a limit,
 * so that a query on the outer database inside a transaction would hang for ever.
 */
export function pgliteDialect(session: Session, lock: Lock): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => createDriver(session, lock),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}

function createDriver(session: Session, lock: Lock): Driver {
  const connection: DatabaseConnection = {
    executeQuery: ({ sql, parameters }) => session.query(sql, parameters),
    streamQuery: () => {
      throw new Error('The embedded database does not stream; fetch from a cursor in batches.');
    },
  };
  const run = (text: string) => connection.executeQuery<{ command?: string }>(CompiledQuery.raw(text));

  return {
    init: () => Promise.resolve(),
    async acquireConnection() {
      await lock.acquire();
      return connection;
    },
    async beginTransaction(_connection, { isolationLevel, accessMode }) {
      const isolation = isolationLevel ? ` isolation level ${isolationLevel}` : '';
      await run(`begin${isolation}${accessMode ? ` ${accessMode}` : ''}`);
    },
    async commitTransaction() {
      const { rows } = await run('commit');
      // A failed transaction answers a commit with a rollback, and no error.
      if (rows[0]?.command === 'ROLLBACK') throw new AbortedTransactionError();
    },
    async rollbackTransaction() {
      await run('rollback');
    },
    async releaseConnection() {
      lock.release();
    },
    destroy: () => session.close(),
  };
}
