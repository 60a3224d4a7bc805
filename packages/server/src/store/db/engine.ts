import type { Dialect } from 'kysely';

/** What the two databases have in common below Kysely. */
export interface Engine {
  readonly kind: 'pglite' | 'postgres';
  readonly dialect: Dialect;
  /** One statement in its own transaction. */
  query(text: string, values: readonly unknown[]): Promise<unknown[]>;
  /** As `query`; without values the text may be a script of many statements. */
  executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
  close(): Promise<void>;
}
