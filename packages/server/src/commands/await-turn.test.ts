import { LIMITS } from '@parley/protocol';
import { describe, expect, it } from 'vitest';
import { testApp } from '../../test/support/app.ts';
import { chatClient } from '../../test/support/chat.ts';
import { scriptedModel } from '../agent/scripted.ts';

/** A clock whose monotonic time the test moves. */
let aheadMs = 0;
const clock = { now: () => new Date(), monotonicMs: () => performance.now() + aheadMs };
let release = () => {};
let begun = () => {};
const model = scriptedModel({
  draft: async () => {
    begun();
    await new Promise<void>((resolve) => {
      release = resolve;
    });
    return { kind: 'smalltalk', text: 'At last', evidence: [] };
  },
});
const app = testApp({ model, clock });
const { say } = chatClient(app);

describe('a turn behind another one', () => {
  it('gives up after a minute with 503; its message stays, and a log event says so', async () => {
    const running = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const first = say('One');
    await running;
    const { db } = app.current.database;
    const { id } = await db.selectFrom('conversations').select('id').executeTakeFirstOrThrow();
    const second = say('Two', { conv_id: id });
    const waiting = () => db.selectFrom('messages').select('ord').where('content', '=', 'Two').execute();
    await expect.poll(waiting).toHaveLength(1);
    aheadMs += LIMITS.turnWaitMs;
    const refused = await second;
    expect([refused.statusCode, refused.headers['retry-after'], refused.headers['x-conversation-id']]).toEqual([
      503,
      '5',
      id,
    ]);
    expect(refused.body).toMatch(/still being answered/);
    const ended = await db.selectFrom('events').select('data').where('type', '=', 'turn.ended').execute();
    expect(ended).toMatchObject([{ data: { reason: 'gave_up_waiting', ord: 3 } }]);
    release();
    expect((await first).json().reply).toBe('At last');
    expect(await waiting()).toHaveLength(1);
  });
});
