import { AppError } from '@parley/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { scriptedModel } from '../../../src/agent/scripted.ts';
import { changeConversation } from '../../../src/commands/change-conversation.ts';
import type { Conversation } from '../../../src/domain/conversation/conversation.ts';
import { endTurn } from '../../../src/domain/turn/conclude-turn.ts';
import { testApp } from '../../support/app.ts';
import { chatClient, streamEvents } from '../../support/chat.ts';

let failures = 0;
let calls = 0;
let held: Promise<void> = Promise.resolve();
const model = scriptedModel({
  draft: async ({ questions }) => {
    calls += 1;
    await held;
    if (failures > 0) {
      failures -= 1;
      throw new AppError('unavailable', 'The model is away.');
    }
    return { kind: 'smalltalk', text: `To ${questions.map(({ content }) => content).join('+')}`, evidence: [] };
  },
});
const app = testApp({ model, retriever: { retrieve: async () => [] } });
const { say } = chatClient(app);
const key = { 'idempotency-key': 'order-1' };

beforeEach(() => {
  failures = 0;
  calls = 0;
  held = Promise.resolve();
});

const messages = () =>
  app.current.database.db.selectFrom('messages').select(['ord', 'author']).orderBy('ord').execute();

describe('the same key and body', () => {
  it('replays the first answer and stores the message once', async () => {
    const first = await say('Hello', {}, key);
    const second = await say('Hello', {}, key);
    expect(second.json()).toEqual(first.json());
    expect(first.headers['idempotent-replayed']).toBeUndefined();
    expect(second.headers['idempotent-replayed']).toBe('true');
    expect(second.headers['x-conversation-id']).toBe(first.json().conv_id);
    expect(calls).toBe(1);
    expect(await messages()).toHaveLength(3);
  });

  it('replays on a stream too', async () => {
    const first = await say('Hello', {}, key);
    const second = await say('Hello', {}, key, '?stream=true');
    expect(streamEvents(second.body).map(({ event }) => event)).toEqual(['ack', 'done']);
    expect(streamEvents(second.body)[1]?.data.reply).toBe(first.json().reply);
  });

  it('waits for a twin in flight and gives its answer', async () => {
    let release = () => {};
    held = new Promise((resolve) => {
      release = resolve;
    });
    const both = [say('Hello', {}, key), say('Hello', {}, key)];
    release();
    const [first, second] = await Promise.all(both);
    expect(second?.json()).toEqual(first?.json());
    expect(calls).toBe(1);
  });

  it('runs the stored message again after a failure, and stores it once', async () => {
    failures = 1;
    const failed = await say('Hello', {}, key);
    expect([failed.statusCode, failed.body]).toEqual([503, 'The model is away.']);
    const again = await say('Hello', {}, key);
    expect(again.statusCode).toBe(200);
    expect(again.json()).toMatchObject({
      conv_id: failed.headers['x-conversation-id'],
      reply: 'To Hello',
      ord_number: 3,
    });
    expect(again.headers['idempotent-replayed']).toBeUndefined();
    expect(await messages()).toHaveLength(3);
  });

  it('answers anew at once when the first request was cut off and its turn ended', async () => {
    let release = () => {};
    held = new Promise((resolve) => {
      release = resolve;
    });
    const cutOff = say('Hello', {}, key);
    const { deps } = app.current.parley;
    await expect.poll(() => calls).toBe(1);
    const { workspace_id: workspaceId, id } = await app.current.database.db
      .selectFrom('conversations')
      .select(['workspace_id', 'id'])
      .executeTakeFirstOrThrow();
    // What recovery does to the turns of a node that died.
    const abandon = (state: Conversation) => endTurn(state, state.turns[0]?.id ?? '', 'abandoned');
    await changeConversation(deps, { workspaceId, id }, null, { decide: abandon });
    held = Promise.resolve();
    const again = await say('Hello', {}, key);
    expect(again.json()).toMatchObject({ conv_id: id, reply: 'To Hello', ord_number: 3 });
    release();
    // Whoever still waits for the first one is told to come back, and not that nobody answers.
    expect((await cutOff).statusCode).toBe(503);
    expect(await messages()).toHaveLength(3);
    expect((await say('Hello', {}, key)).headers['idempotent-replayed']).toBe('true');
  });

  it('gives the reply that answered the message meanwhile', async () => {
    failures = 1;
    const failed = await say('One', {}, key);
    const conv_id = String(failed.headers['x-conversation-id']);
    const other = await say('Two', { conv_id });
    expect(other.json().reply).toBe('To One+Two');
    const again = await say('One', {}, key);
    expect(again.json()).toEqual(other.json());
  });
});

describe('refusals', () => {
  it('another body under the same key is a conflict, and changes nothing', async () => {
    await say('Hello', {}, key);
    const other = await say('Goodbye', {}, key);
    expect([other.statusCode, other.body]).toEqual([409, 'This Idempotency-Key was used with another body.']);
    expect(await messages()).toHaveLength(3);
  });

  it('a key too long', async () => {
    expect((await say('Hello', {}, { 'idempotency-key': 'x'.repeat(256) })).statusCode).toBe(400);
  });
});

describe('security', () => {
  it('keeps the answer sealed', async () => {
    await say('Hello', {}, key);
    const row = await app.current.database.db.selectFrom('idempotency_keys').select('answer').executeTakeFirstOrThrow();
    expect(row.answer).not.toContain('Hello');
    expect(row.answer).not.toContain('reply');
  });

  it("another agent's request with the same key is its own", async () => {
    const first = await say('Hello', {}, key);
    const foreign = await app.current.addForeign();
    const headers = { ...key, authorization: `Bearer ${foreign.write_token}` };
    const second = await say('Hello', { scenario_id: foreign.scenario_id }, headers);
    expect(second.headers['idempotent-replayed']).toBeUndefined();
    expect(second.json().conv_id).not.toBe(first.json().conv_id);
  });
});
