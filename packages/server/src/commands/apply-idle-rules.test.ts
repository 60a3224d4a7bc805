import { describe, expect, it } from 'vitest';
import { testApp } from '../../test/support/app.ts';
import { chatClient } from '../../test/support/chat.ts';
import { storeMany } from '../../test/support/many-conversations.ts';
import { operatorAt } from '../../test/support/operator.ts';
import { appendVisitorMessage, storeConversation } from '../../test/support/stored-conversation.ts';
import { readLogs, wholeLogs } from '../../test/support/whole-log.ts';
import { scriptedModel } from '../agent/scripted.ts';
import { DEFAULT_SETTINGS } from '../domain/agent/settings.ts';
import { findIdle } from '../store/conversations/find-idle.ts';
import { applyIdleRules } from './apply-idle-rules.ts';

const START = Date.parse('2026-03-01T08:00:00Z');
const HOUR = 60;
let now = START;
const clock = { now: () => new Date(now), monotonicMs: () => performance.now() };
const model = scriptedModel({ draft: () => ({ kind: 'smalltalk', text: 'Here I am.', evidence: [] }) });
const app = testApp({ model, clock });
const { say } = chatClient(app);
const apply = () => applyIdleRules(app.current.parley.deps);
const at = (minutes: number) => {
  now = START + minutes * 60_000;
};

async function set(settings: object): Promise<void> {
  const { db } = app.current.database;
  await db
    .updateTable('agents')
    .set({ settings: JSON.stringify(settings) })
    .where('id', '=', app.current.first.chatbot_id)
    .execute();
}
const log = async () => (await readLogs(app.current.database))[0];
const lastEvents = async (count: number) =>
  (await log())?.events.slice(-count).map(({ data, type }) => ('code' in data ? data.code : type));

async function begun(): Promise<string> {
  at(0);
  return (await say('Hello')).json().conv_id;
}

describe('the idle rules', () => {
  it('resolve what the agent drove after a day', async () => {
    await begun();
    at(24 * HOUR - 1);
    expect(await apply()).toBe(0);
    at(24 * HOUR);
    expect(await apply()).toBe(1);
    expect((await log())?.state).toMatchObject({ progress: 'resolved', driver: 'ai', resolved_at: new Date(now) });
    expect(await lastEvents(2)).toEqual(['resolved', 'conversation.updated']);
    expect(await apply()).toBe(0);
  });

  it("go by each agent's own settings", async () => {
    await begun();
    await set({ autoCloseHours: 2 });
    const foreign = await app.current.addForeign();
    await storeConversation(app.current, { agentId: foreign.chatbot_id, lastMessageAt: new Date(START) });
    at(3 * HOUR);
    expect(await apply()).toBe(1);
    await set({ autoCloseHours: 0 });
    await begun();
    at(1_000 * HOUR);
    expect(await apply()).toBe(1);
    const open = (await readLogs(app.current.database)).filter(({ state }) => state.progress === 'open');
    expect(open.map(({ state }) => state.agent_id)).toEqual([app.current.first.chatbot_id]);
  });

  it('tell who waits for people, once', async () => {
    const person = await operatorAt(app.current.parley, await begun());
    await person.sets({ status: 'agent_requested' });
    at(DEFAULT_SETTINGS.queueNoticeMinutes);
    expect([await apply(), await lastEvents(1)]).toEqual([1, ['still_waiting']]);
    at(100 * HOUR);
    expect(await apply()).toBe(0);
    expect((await log())?.state).toMatchObject({ driver: 'queue', progress: 'open' });
  });

  it('hand back what people left alone only where that is set, and the agent answers', async () => {
    const conv_id = await begun();
    const person = await operatorAt(app.current.parley, conv_id);
    await person.takesOver();
    await say('Anybody?', { conv_id });
    at(100 * HOUR);
    expect(await apply()).toBe(0);
    await set({ handBackAfterMinutes: 30 });
    // Once, and it is not resolved at the same breath for the age of its messages.
    expect(await apply()).toBe(1);
    await expect.poll(async () => (await log())?.messages.at(-1)?.content).toBe('Here I am.');
    expect(await lastEvents(4)).toEqual(['handed_back', 'conversation.updated', 'turn.queued', 'message.sent']);
    await expect.poll(() => [...app.current.parley.deps.liveTurns]).toEqual([]);
    await wholeLogs(app.current.database);
  });

  it('change each conversation once, however many nodes look at the same time, and more than a batch', async () => {
    at(0);
    await storeMany(
      app.current,
      Array.from({ length: 230 }, () => ({ lastMessageAt: new Date(now) })),
    );
    at(25 * HOUR);
    const applied = await Promise.all([apply(), apply(), apply()]);
    expect(applied.reduce((sum, each) => sum + each)).toBe(230);
    const { db } = app.current.database;
    const { count } = await db
      .selectFrom('events')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('type', '=', 'conversation.updated')
      .executeTakeFirstOrThrow();
    expect(Number(count)).toBe(230);
  });

  it('leave alone what a message has reached before them', async () => {
    const stored = await storeConversation(app.current, { lastMessageAt: new Date(START) });
    at(25 * HOUR);
    const { deps } = app.current.parley;
    const seen = await findIdle(deps.database.named, deps.clock.now(), DEFAULT_SETTINGS, 10);
    expect(seen).toEqual([{ workspaceId: stored.workspaceId, id: stored.id }]);
    await appendVisitorMessage(app.current, stored, 'Still here', clock.now());
    expect(await apply()).toBe(0);
  });
});
