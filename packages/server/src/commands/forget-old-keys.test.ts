import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/support/database.ts';
import type { Schema } from '../store/schema.ts';
import { forgetOldKeys } from './forget-old-keys.ts';

const database = testDatabase<Schema>();
const now = new Date('2026-03-02T12:00:00Z');
const clock = { now: () => now, monotonicMs: () => 0 };

describe('forgetting idempotency keys', () => {
  it('deletes those older than a day, answers included, and keeps the others', async () => {
    const key = (name: string, created: string) => ({
      scope: 'chat',
      key: name,
      request_hash: 'hash',
      state: 'answered' as const,
      answer: 'sealed',
      created_at: new Date(created),
      locked_until: now,
    });
    await database.current.db
      .insertInto('idempotency_keys')
      .values([key('old', '2026-03-01T11:59:59Z'), key('young', '2026-03-01T12:00:01Z')])
      .execute();
    await forgetOldKeys({ database: database.current, clock });
    const left = await database.current.db.selectFrom('idempotency_keys').select('key').execute();
    expect(left).toEqual([{ key: 'young' }]);
  });
});
