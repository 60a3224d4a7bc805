import type { Migration } from 'kysely/migration';
import { foundation } from './0001-foundation.ts';

/** Every migration by its name, in order; names are never changed once released. */
export const migrations: Record<string, Migration> = {
  '0001-foundation': foundation,
};
