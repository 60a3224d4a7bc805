import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { beforeEach, expect, it, vi } from 'vitest';
import { spokenOutOfTurn } from '../support/agent-silence.ts';
import { operatorAt } from '../support/operator.ts';
import { scriptedModel } from '../support/scripted-model.ts';
import { testServers } from '../support/servers.ts';
import { type TestVisitor, visitorAt } from '../support/visitor.ts';
import { unanswered, wholeLogs } from '../support/whole-log.ts';

const model = scriptedModel(({ questions }) => `To ${questions.map(({ content }) => content).join(' and ')}.`);
const servers = testServers({ model });
const ROUNDS = 12;

beforeEach(async () => {
  await servers.current.database.db
    .updateTable('agents')
    .set({ widget: JSON.stringify({ quietMs: 20 }) })
    .execute();
});

const numbers = (count: number) => Array.from({ length: count }, (_, at) => at);
const serverAt = (at: number) => {
  const { all } = servers.current;
  const server = all[at % all.length];
  if (!server) throw new Error('there is always one');
  return server;
};
/** The same visitor in several tabs, which speak to the servers by turns. */
async function tabsOf(count: number): Promise<TestVisitor[]> {
  const visitorId = randomUUID();
  return Promise.all(numbers(count).map((at) => visitorAt(serverAt(at), { visitorId })));
}
const settled = () =>
  vi.waitFor(
    () => expect(servers.current.all.map(({ deps }) => deps.liveTurns.size)).toEqual(servers.current.all.map(() => 0)),
    {
      timeout: 9_000,
    },
  );

it('I1: a message that is sent many times at once is stored once, and all get the same receipt', async () => {
  const tabs = await tabsOf(8);
  for (let round = 0; round < ROUNDS; round += 1) {
    const id = randomUUID();
    const answers = await Promise.all(tabs.map((tab) => tab.says('Hello', { id })));
    const places = new Set(answers.map(({ conversation_id, ord, seq }) => `${conversation_id} ${ord} ${seq}`));
    expect(places.size).toBe(1);
    expect(answers.filter((answer) => 'is_replay' in answer && !answer.is_replay)).toHaveLength(1);
    const conversation_id = answers[0]?.conversation_id ?? '';
    const again = randomUUID();
    const others = await Promise.all(tabs.map((tab) => tab.says('More', { id: again, conversation_id })));
    expect(new Set(others.map(({ ord }) => ord)).size).toBe(1);
  }
  await settled();
  const logs = await wholeLogs(servers.current.database);
  expect(logs).toHaveLength(ROUNDS);
  for (const { messages } of logs) expect(messages.filter(({ author }) => author === 'visitor')).toHaveLength(2);
});

it('I2, I3: tabs that write at once are all heard, and each message is answered exactly once', async () => {
  const tabs = await tabsOf(6);
  const [first] = tabs;
  if (!first) throw new Error('there is one');
  const { conversation_id } = await first.says('begin');
  const said = await Promise.all(
    tabs.flatMap((tab, at) => numbers(4).map((count) => tab.says(`${at}/${count}`, { conversation_id }))),
  );
  expect(new Set(said.map(({ ord }) => ord)).size).toBe(24);
  const last = Math.max(...said.map(({ ord }) => ord));
  await settled();
  const [whole] = await wholeLogs(servers.current.database);
  if (!whole) throw new Error('there is one');
  expect(
    whole.messages
      .filter(({ author }) => author === 'visitor')
      .map(({ content }) => content)
      .toSorted(),
  ).toEqual(['begin', ...numbers(6).flatMap((at) => numbers(4).map((count) => `${at}/${count}`))].toSorted());
  expect([unanswered(whole), whole.state.answered_ord]).toEqual([[], last]);
  // What the replies say they heard: every message in one of them.
  const heard = whole.messages.filter(({ author, is_welcome }) => author === 'ai_assistant' && !is_welcome);
  const parts = heard.flatMap(({ content }) => content.slice('To '.length, -1).split(' and '));
  expect(parts.toSorted()).toEqual([...new Set(parts)].toSorted());
  expect(parts).toHaveLength(25);
});

it('I4: whenever a person takes over, the agent is silent from then on', { timeout: 60_000 }, async () => {
  await Promise.all(
    numbers(ROUNDS * 2).map(async (at) => {
      const ada = await visitorAt(serverAt(at));
      const { conversation_id } = await ada.says('one');
      const operator = await operatorAt(serverAt(at + 1), conversation_id);
      const writes = async () => {
        await delay(randomInt(60));
        await ada.says('two', { conversation_id });
      };
      const takes = async () => {
        await delay(randomInt(60));
        await operator.takesOver();
        await operator.says('I am here');
      };
      await Promise.all([writes(), takes()]);
    }),
  );
  await settled();
  const logs = await wholeLogs(servers.current.database);
  expect(logs.flatMap(spokenOutOfTurn)).toEqual([]);
  expect(logs.every(({ state }) => state.driver === 'human' && state.turns.length === 0)).toBe(true);
});
