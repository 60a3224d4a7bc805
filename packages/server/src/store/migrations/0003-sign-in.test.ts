import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestDatabase } from '../../../test/support/database.ts';
import type { Database } from '../db/database.ts';
import { migrate } from '../db/migrator.ts';
import type { Schema } from '../schema.ts';
import { findCredential } from '../workspaces/users.ts';
import { migrations } from './index.ts';

let opened: { readonly database: Database<Schema>; readonly remove: () => Promise<void> };
beforeAll(async () => {
  opened = await openTestDatabase<Schema>();
});
afterAll(() => opened.remove());

it('keeps who there was, with password, role and the time of joining', async () => {
  const { database } = opened;
  await database.executeSql('drop schema public cascade; create schema public');
  await migrate(database, migrations, '0002-people');
  const [workspace, user] = ['019a0000-0000-7000-8000-000000000001', '019a0000-0000-7000-8000-000000000002'];
  await database.executeSql(`
    insert into workspaces values ('${workspace}', 'Shop', '2026-01-01Z');
    insert into users values ('${user}', 'owner@parley.local', 'Owner', 'salt:hash', '2026-01-01Z');
    insert into members values ('${workspace}', '${user}', 'owner', '2026-01-02Z')`);
  await migrate(database, migrations);
  expect(await findCredential(database.db, 'owner@parley.local')).toEqual({ userId: user, passwordHash: 'salt:hash' });
  const member = await database.db.selectFrom('members').selectAll().executeTakeFirstOrThrow();
  expect(member).toMatchObject({ workspace_id: workspace, user_id: user, role: 'owner' });
  expect([member.id.length, member.updated_at]).toEqual([36, member.created_at]);
  const { rows } = await database.executeSql(
    "select 1 from information_schema.columns where table_name = 'users' and column_name = 'password_hash'",
  );
  expect(rows).toEqual([]);
});
