import { describe, expect, it } from 'vitest';
import { createEmbedded } from '../../test/support/database.ts';
import type { Schema } from '../store/schema.ts';
import { vacuumTables } from './vacuum-tables.ts';

describe('vacuuming the embedded database', () => {
  it('lets new row versions take the place of old ones', async () => {
    const { database, remove } = await createEmbedded<Schema>();
    const rewrite = () => database.executeSql(`update log_cursors set id = id + 1`);
    const bytes = async () => {
      const { rows } = await database.executeSql(`select pg_relation_size('log_cursors') as bytes`);
      return (rows[0] as { bytes: number }).bytes;
    };
    await database.executeSql(`insert into log_cursors select 'cursor ' || n, '0', 0 from generate_series(1, 500) n`);
    await rewrite();
    await vacuumTables({ database });
    const before = await bytes();
    await rewrite();
    expect(await bytes()).toBe(before);
    await remove();
  });
});
