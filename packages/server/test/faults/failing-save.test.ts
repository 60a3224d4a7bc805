import { afterEach, describe, expect, it } from 'vitest';
import { scriptedModel } from '../../src/agent/scripted.ts';
import type { Draft } from '../../src/domain/turn/turn-context.ts';
import { testApp } from '../support/app.ts';
import { chatClient } from '../support/chat.ts';
import { wholeLogs } from '../support/whole-log.ts';

let draft = (): Draft => ({ kind: 'smalltalk', text: 'Noted.', evidence: [] });
const app = testApp({
  model: scriptedModel({ draft: () => draft() }),
  retriever: { retrieve: async () => [] },
});
const { say } = chatClient(app);
const TABLES = ['conversations', 'messages', 'events', 'turn_usage'] as const;
const script = (text: string) => app.current.database.executeSql(text);

/** From now on the table refuses what matches; the rest of the same statement has to go with it. */
async function refuse(table: (typeof TABLES)[number], when: string): Promise<void> {
  await script(`
    create function refuse_for_test() returns trigger language plpgsql as $$ begin raise 'injected'; end $$;
    create trigger refuse_for_test before insert or update on ${table} for each row when (${when})
      execute function refuse_for_test()`);
}

afterEach(async () => {
  await script('drop function if exists refuse_for_test() cascade');
  draft = () => ({ kind: 'smalltalk', text: 'Noted.', evidence: [] });
});

async function everything(): Promise<unknown> {
  const rows = TABLES.map((table) => app.current.database.db.selectFrom(table).selectAll().execute());
  return Promise.all(rows);
}

describe('I5: what a command decided is saved together or not at all', () => {
  it.each([
    ['the event of the visitor message', 'events', "new.type = 'message.received'"],
    ['the visitor message', 'messages', "new.author = 'visitor'"],
    ['the conversation', 'conversations', 'true'],
  ] as const)('a new conversation leaves nothing when the database fails at %s', async (_what, table, when) => {
    await refuse(table, when);
    const answer = await say('Hello');
    expect([answer.statusCode, answer.body]).toEqual([500, 'Something went wrong on our side.']);
    expect(answer.headers['x-conversation-id']).toBeUndefined();
    expect(await everything()).toEqual([[], [], [], []]);
  });

  it.each([
    ['the event', 'events', 'true'],
    ['the message', 'messages', 'true'],
    ['the state', 'conversations', 'true'],
  ] as const)('a message more changes nothing when the database fails at %s', async (_what, table, when) => {
    const { conv_id } = (await say('Hello')).json();
    const before = await everything();
    await refuse(table, when);
    expect((await say('And this?', { conv_id })).statusCode).toBe(500);
    expect(await everything()).toEqual(before);
  });

  it.each([
    ['its event', 'events', "new.type = 'message.sent' and new.data ? 'answers'"],
    ['its message', 'messages', "new.author = 'ai_assistant' and not new.is_welcome"],
    ['what it cost', 'turn_usage', 'true'],
    ['the state', 'conversations', 'new.answered_ord > 1'],
  ] as const)('a reply leaves nothing but its turn ended in the log when the database fails at %s', async (...at) => {
    const [, table, when] = at;
    await refuse(table, when);
    const answer = await say('Hello');
    expect(answer.statusCode).toBe(500);
    const [whole] = await wholeLogs(app.current.database);
    expect(whole?.messages.map(({ author }) => author)).toEqual(['ai_assistant', 'visitor']);
    expect(whole?.events.at(-1)).toMatchObject({ type: 'turn.ended', data: { ord: 2, reason: 'failed' } });
    expect(whole?.state).toMatchObject({ turns: [], answered_ord: 1, title: null });
    expect(whole?.usage).toEqual([]);
  });

  it('a hand-off that fails at its marker leaves the agent driving and the reply unsaid', async () => {
    draft = () => ({ kind: 'handoff', text: 'I ask somebody.', evidence: [] });
    await refuse('events', "new.type = 'marker.added'");
    const answer = await say('A person, please');
    expect(answer.statusCode).toBe(500);
    const [whole] = await wholeLogs(app.current.database);
    expect(whole?.state).toMatchObject({ driver: 'ai', progress: 'open', epoch: 1, message_count: 2 });
  });

  it('what an idempotency key remembers is saved with the message, or neither is', async () => {
    await refuse('events', "new.type = 'message.received'");
    const headers = { 'idempotency-key': 'k' };
    expect((await say('Hello', {}, headers)).statusCode).toBe(500);
    const key = () => app.current.database.db.selectFrom('idempotency_keys').selectAll().executeTakeFirstOrThrow();
    expect(await key()).toMatchObject({ state: 'failed', conversation_id: null, message_ord: null });
    await script('drop function refuse_for_test() cascade');
    const again = await say('Hello', {}, headers);
    expect([again.statusCode, again.json().ord_number]).toEqual([200, 3]);
    expect(await key()).toMatchObject({ state: 'answered', conversation_id: again.json().conv_id, message_ord: 2 });
    expect((await wholeLogs(app.current.database)).length).toBe(1);
  });
});

describe('after a failure', () => {
  it('a turn that not even its end could be saved of does not hold its conversation up', async () => {
    await refuse('events', "new.type = 'turn.ended' or new.data ? 'answers'");
    const failed = await say('One');
    expect(failed.statusCode).toBe(500);
    await script('drop function refuse_for_test() cascade');
    const conv_id = String(failed.headers['x-conversation-id']);
    expect((await say('Two', { conv_id })).json()).toMatchObject({ reply: 'Noted.', ord_number: 4 });
    const [whole] = await wholeLogs(app.current.database);
    expect(whole?.events.at(-2)).toMatchObject({ type: 'turn.ended', data: { ord: 2, reason: 'failed' } });
    expect(whole?.state.turns).toEqual([]);
  });

  it('the next message of the conversation is answered, and answers the one left behind', async () => {
    await refuse('turn_usage', 'true');
    const failed = await say('One');
    await script('drop function refuse_for_test() cascade');
    const conv_id = String(failed.headers['x-conversation-id']);
    draft = () => ({ kind: 'smalltalk', text: 'Both.', evidence: [] });
    expect((await say('Two', { conv_id })).json()).toMatchObject({ reply: 'Both.', ord_number: 4 });
    const [whole] = await wholeLogs(app.current.database);
    expect(whole?.state.answered_ord).toBe(3);
  });

  it('a model that throws what is no error of ours ends its turn too', async () => {
    draft = () => {
      throw new TypeError('a fault of ours');
    };
    expect((await say('One')).statusCode).toBe(500);
    const [whole] = await wholeLogs(app.current.database);
    expect(whole?.state.turns).toEqual([]);
    expect(whole?.events.at(-1)?.data.reason).toBe('failed');
  });
});
