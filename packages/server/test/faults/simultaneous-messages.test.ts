import { AppError } from '@parley/protocol';
import { afterEach, describe, expect, it } from 'vitest';
import { scriptedModel } from '../../src/agent/scripted.ts';
import { testServers } from '../support/servers.ts';
import { teamSets } from '../support/team.ts';
import { unanswered, type WholeConversation, wholeLogs } from '../support/whole-log.ts';

/** Texts are `conversation/message`: the first part tells the model which conversation it works for. */
const running = new Map<string, number>();
let mostAtOnce = 0;
let isFailing = (_text: string): boolean => false;
let gate: Promise<void> = Promise.resolve();
const model = scriptedModel({
  async draft({ questions }) {
    const asked = questions.map(({ content }) => content);
    const [conversation = ''] = (asked[0] ?? '').split('/');
    const now = (running.get(conversation) ?? 0) + 1;
    running.set(conversation, now);
    mostAtOnce = Math.max(mostAtOnce, now);
    try {
      await gate;
      await new Promise(setImmediate);
      if (asked.some(isFailing)) throw new AppError('unavailable', 'The model is away.');
      return { kind: 'smalltalk', text: `To ${asked.join(' and ')}`, evidence: [] };
    } finally {
      running.set(conversation, now - 1);
    }
  },
});
const servers = testServers({ model, retriever: { retrieve: async () => [] } });

afterEach(() => {
  mostAtOnce = 0;
  isFailing = () => false;
  gate = Promise.resolve();
});

/** Sends one message, to the servers by turns. */
function say(at: number, text: string, conv_id?: string, headers: Record<string, string> = {}) {
  const { all, first } = servers.current;
  return all[at % all.length]?.app.inject({
    method: 'POST',
    url: '/chat',
    headers: { authorization: `Bearer ${first.write_token}`, ...headers },
    payload: { scenario_id: first.scenario_id, text, conv_id },
  });
}

const numbers = (count: number) => Array.from({ length: count }, (_, at) => at);
const begin = async (name: string) => (await say(0, `${name}/first`))?.json().conv_id as string;
const logs = () => wholeLogs(servers.current.database);
const visitorTexts = ({ messages }: WholeConversation) =>
  messages.filter(({ author }) => author === 'visitor').map(({ content }) => content);
const replyTexts = ({ messages }: WholeConversation) =>
  messages.filter(({ author, is_welcome }) => author === 'ai_assistant' && !is_welcome).map(({ content }) => content);

describe('many messages into one conversation at once', () => {
  it('I2: have ord 1…n without gaps, and are answered once each in their order', async () => {
    const conv_id = await begin('c');
    const answers = await Promise.all(numbers(16).map((at) => say(at, `c/${at}`, conv_id)));
    expect(answers.map((answer) => answer?.json().reply)).toEqual(numbers(16).map((at) => `To c/${at}`));
    const [whole] = await logs();
    expect(whole && replyTexts(whole)).toEqual(whole && visitorTexts(whole).map((text) => `To ${text}`));
    expect(whole?.state.turns).toEqual([]);
    expect(mostAtOnce).toBe(1);
    // The sixteen lost so many rounds against each other that some took the row's lock.
    expect(servers.current.ran('conversation-lock')).toBeGreaterThan(0);
  });

  it('I3: one turn runs at a time, and a message left behind by a failed one is answered with the next', async () => {
    const conv_id = await begin('c');
    isFailing = (text) => /[37]$/.test(text);
    const answers = await Promise.all(numbers(12).map((at) => say(at, `c/${at}`, conv_id)));
    const failed = answers.filter((answer) => answer?.statusCode === 503);
    expect(failed.length).toBeGreaterThan(0);
    isFailing = () => false;
    await say(0, 'c/last', conv_id);
    const [whole] = await logs();
    expect(whole && unanswered(whole)).toEqual([]);
    expect(
      whole &&
        replyTexts(whole)
          .join(' ')
          .match(/c\/\w+/g)
          ?.toSorted(),
    ).toEqual(whole && visitorTexts(whole).toSorted());
    expect(whole?.state.turns).toEqual([]);
    expect(mostAtOnce).toBe(1);
  });

  it('a turn knows its own question, however many messages wait behind it', async () => {
    const conv_id = await begin('c');
    const answers = await Promise.all(numbers(66).map((at) => say(at, `c/${at}`, conv_id)));
    expect(answers.map((answer) => answer?.json().reply)).toEqual(numbers(66).map((at) => `To c/${at}`));
    await logs();
  });

  it('I4: the agent says nothing after a person took over, even if the model was already answering', async () => {
    const conv_id = await begin('c');
    let release = () => {};
    gate = new Promise((resolve) => {
      release = resolve;
    });
    const waiting = Promise.all(numbers(8).map((at) => say(at, `c/${at}`, conv_id)));
    await until(async () => (await messageCount()) === 11);
    await teamSets(servers.current.parley, conv_id, { driver: 'human' });
    release();
    for (const answer of await waiting) expect([answer?.statusCode, answer?.json().reply]).toEqual([200, '']);
    const [whole] = await logs();
    const taken = whole?.events.findIndex(({ type }) => type === 'conversation.updated') ?? 0;
    expect(whole?.events.slice(taken).filter(({ type }) => type === 'message.sent')).toEqual([]);
    expect(whole?.events.filter(({ data }) => data.reason === 'superseded')).toHaveLength(8);
  });
});

describe('many conversations at once', () => {
  it('I2: begin and go on without gaps, each with turns of its own', async () => {
    const ids = await Promise.all(numbers(10).map((at) => begin(`c${at}`)));
    expect(new Set(ids).size).toBe(10);
    const sent = numbers(60).map((at) => say(at, `c${at % 10}/${at}`, ids[at % 10]));
    for (const answer of await Promise.all(sent)) expect(answer?.statusCode).toBe(200);
    const all = await logs();
    expect(all).toHaveLength(10);
    for (const whole of all) expect(replyTexts(whole)).toEqual(visitorTexts(whole).map((text) => `To ${text}`));
    expect(new Set(all.map(({ state }) => state.ord)).size).toBe(10);
    expect(mostAtOnce).toBe(1);
  });

  it('I1: twins under one Idempotency-Key store one message, wherever they arrive', async () => {
    const twins = await Promise.all(numbers(6).map((at) => say(at, 'c/once', undefined, { 'idempotency-key': 'k' })));
    expect(new Set(twins.map((answer) => answer?.body)).size).toBe(1);
    const [whole, ...others] = await logs();
    expect([whole && visitorTexts(whole), others]).toEqual([['c/once'], []]);
  });
});

async function messageCount(): Promise<number> {
  const { db } = servers.current.database;
  return (await db.selectFrom('conversations').select('message_count').executeTakeFirstOrThrow()).message_count;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise(setImmediate);
}
