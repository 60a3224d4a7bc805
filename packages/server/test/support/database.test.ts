import { describe, expect, test } from 'vitest';
import { testDatabase } from './database.ts';

describe('the test database', () => {
  const database = testDatabase();
  const count = async () =>
    (await database.current.executeSql("select count(*) as n from installation where key <> ''")).rows;

  test('takes rows', async () => {
    await database.current.executeSql("insert into installation values ('a', 'b')");
    expect(await count()).toEqual([{ n: 1 }]);
  });

  test('is empty again in the next test', async () => {
    expect(await count()).toEqual([{ n: 0 }]);
  });
});
