import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestDatabase } from '../../../test/support/database.ts';
import type { Database } from '../db/database.ts';
import { migrate } from '../db/migrator.ts';
import type { Schema } from '../schema.ts';
import { migrations } from './index.ts';

let opened: { readonly database: Database<Schema>; readonly remove: () => Promise<void> };
beforeAll(async () => {
  opened = await openTestDatabase<Schema>();
});
afterAll(() => opened.remove());

it('keeps the hours that an agent had, and its other settings', async () => {
  const { database } = opened;
  await database.executeSql('drop schema public cascade; create schema public');
  await migrate(database, migrations, '0015-turn-tools');
  const [workspace, set, unset] = [1, 2, 3].map((number) => `019a0000-0000-7000-8000-00000000000${number}`);
  const widget = {
    outOfHoursText: 'Back at nine.',
    workingHours: { timeZone: 'UTC', days: { 1: [] } },
    popupText: 'Hi',
  };
  await database.executeSql(`
    insert into workspaces (id, name, created_at) values ('${workspace}', 'Shop', '2026-01-01Z');
    insert into agents (id, workspace_id, scenario_id, state, settings, widget, created_at, updated_at) values
      ('${set}', '${workspace}', 'aaaaaaaaaa', 'active', '{"name": "Ada"}', '${JSON.stringify(widget)}', now(), now()),
      ('${unset}', '${workspace}', 'bbbbbbbbbb', 'active', '{}', '{"workingHours": null}', now(), now())`);
  await migrate(database, migrations);
  const { rows } = await database.executeSql('select settings, widget from agents order by id');
  const { popupText, ...moved } = widget;
  expect(rows).toEqual([
    { settings: { name: 'Ada', ...moved }, widget: { popupText } },
    { settings: {}, widget: {} },
  ]);
});
