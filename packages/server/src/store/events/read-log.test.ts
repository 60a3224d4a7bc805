import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../../test/support/database.ts';
import { systemIds } from '../../runtime/ids.ts';
import type { Schema } from '../schema.ts';
import { readEvents } from '../webhooks/read-events.ts';
import { readLog } from './read-log.ts';

const database = testDatabase<Schema>();
const BEGIN = { xid: '0', id: 0 };

/** Events of transactions with these numbers, in this order. */
async function log(...xids: string[]): Promise<void> {
  const [workspaceId, conversationId] = [systemIds.uuid(), systemIds.uuid()];
  for (const [index, xid] of xids.entries()) {
    await database.current.executeSql(
      `insert into events (workspace_id, conversation_id, agent_id, seq, type, data, created_at, xid)
       values ($1::uuid, $2::uuid, $1::uuid, $3::int, 'conversation.read', '{}', now(), $4::xid8)`,
      [workspaceId, conversationId, index + 1, xid],
    );
  }
}

describe('the log in commit order', () => {
  it('counts transactions by number: of a few at a time, none is passed over where one has a digit more', async () => {
    await log('8', '9', '10', '11');
    const { current } = database;
    const first = await current.transaction((tx) => readLog(tx, BEGIN, 2));
    expect(first.map(({ xid }) => xid)).toEqual(['8', '9']);
    const told = await current.transaction((tx) => readEvents(tx, { after: BEGIN, limit: 2 }));
    expect(told.map(({ xid }) => xid)).toEqual(['8', '9']);
  });
});
