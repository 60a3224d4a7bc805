import { AsyncLocalStorage } from 'node:async_hooks';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely';
import type { Db, Tx } from '../store/schema.ts';

/** A database for a library that brings its own queries and must keep to our transactions. */
export type JoinedDatabase = {
  readonly kysely: Kysely<unknown>;
  /** Whatever `work` asks of `kysely` becomes part of `tx`. Outside, each statement stands for itself. */
  within<T>(tx: Tx, work: () => Promise<T>): Promise<T>;
};

/**
 * Kysely over the transaction that the caller is in. The embedded database has one connection: were the library to open
 * a transaction of its own, it would wait for the one that waits for it.
 */
export function joinedDatabase(db: Db): JoinedDatabase {
  const current = new AsyncLocalStorage<Tx>();
  const connection: DatabaseConnection = {
    executeQuery: <R>(query: CompiledQuery) => (current.getStore() ?? db).executeQuery<R>(query as CompiledQuery<R>),
    streamQuery: () => {
      throw new Error('nothing is streamed here');
    },
  };
  return {
    kysely: new Kysely<unknown>({ dialect: dialectOver(connection) }),
    within: (tx, work) => current.run(tx, work),
  };
}

function dialectOver(connection: DatabaseConnection): Dialect {
  const refuse = async (): Promise<never> => {
    throw new Error('transactions are opened by us');
  };
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => ({
      init: async () => {},
      acquireConnection: async () => connection,
      beginTransaction: refuse,
      commitTransaction: refuse,
      rollbackTransaction: refuse,
      releaseConnection: async () => {},
      destroy: async () => {},
    }),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}
