import type { Migration } from 'kysely/migration';
import { foundation } from './0001-foundation.ts';
import { people } from './0002-people.ts';
import { signIn } from './0003-sign-in.ts';
import { webhooks } from './0004-webhooks.ts';
import { entryPoints } from './0005-entry-points.ts';
import { mail } from './0006-mail.ts';

/** Every migration by its name, in order; names are never changed once released. */
export const migrations: Record<string, Migration> = {
  '0001-foundation': foundation,
  '0002-people': people,
  '0003-sign-in': signIn,
  '0004-webhooks': webhooks,
  '0005-entry-points': entryPoints,
  '0006-mail': mail,
};
