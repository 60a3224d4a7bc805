import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createLanguageModel, parseModelSpec } from '../../../src/agent/models/language-models.ts';
import { createModel } from '../../../src/agent/models/respond.ts';
import type { Model } from '../../../src/domain/turn/turn-context.ts';
import { chatClient, streamEvents } from '../../support/chat.ts';
import { type FakeBehaviour, type FakeOpenAi, startFakeOpenAi } from '../../support/fake-openai.ts';
import { testServers } from '../../support/servers.ts';
import { teamSets } from '../../support/team.ts';

/** Long before a model, a retriever or a look by chance would have ended by itself. */
const AT_ONCE_MS = 5_000;

let behaviour: FakeBehaviour = { type: 'stall' };
let fake: FakeOpenAi;
let model: Model | undefined;
let retrieve: () => Promise<[]> = async () => [];
const servers = testServers({
  model: { respond: (context, options) => current().respond(context, options) },
  retriever: { retrieve: () => retrieve() },
});
const { say } = chatClient(servers);
const current = (): Model => {
  if (!model) throw new Error('the model is there from beforeEach on');
  return model;
};
beforeAll(async () => {
  fake = await startFakeOpenAi(() => behaviour);
});
beforeEach(async () => {
  behaviour = { type: 'stall' };
  retrieve = async () => [];
  const spec = parseModelSpec('compatible/fake');
  model = createModel({
    languageModel: await createLanguageModel({ spec, apiKey: 'key', baseUrl: fake.url }),
    name: 'compatible/fake',
  });
});
afterAll(() => fake.close());

/** The conversation that is under way, once there is one. */
async function underWay(): Promise<string> {
  const read = () => servers.current.database.db.selectFrom('conversations').select('id').executeTakeFirst();
  await expect.poll(read).toBeDefined();
  return (await read())?.id ?? '';
}

/** A person takes the conversation, on another server than the turn's where there is one. */
async function takeOver(id: string): Promise<void> {
  const elsewhere = servers.current.all.at(-1);
  if (elsewhere) await teamSets(elsewhere, id, { driver: 'human' });
}

describe('a person takes over while the agent answers', () => {
  it('ends the call of the model, and the visitor hears at once that nothing is said', {
    timeout: AT_ONCE_MS,
  }, async () => {
    const before = fake.requests.length;
    const answer = say('How long does delivery take?');
    await fake.requested(before + 1);
    const conv_id = await underWay();
    await takeOver(conv_id);
    expect((await answer).json()).toEqual({ conv_id, reply: '', ord_number: 2, src: 0 });
    await fake.hungUp();
  });

  it('ends a stream with `superseded`, after which nothing more is shown', { timeout: AT_ONCE_MS }, async () => {
    behaviour = { type: 'stall', chunks: ['Delivery ', 'takes three ', 'days.'] };
    const before = fake.requests.length;
    const answer = say('How long does delivery take?', {}, { accept: 'text/event-stream' });
    await fake.requested(before + 1);
    const conv_id = await underWay();
    await takeOver(conv_id);
    const events = streamEvents((await answer).body);
    expect(events[0]).toEqual({ event: 'ack', data: { conv_id, ord_number: 2 } });
    expect(events.at(-1)).toEqual({ event: 'superseded', data: { conv_id, ord_number: 2 } });
    expect(events.slice(1, -1).every(({ event }) => event === 'delta')).toBe(true);
  });

  it('waits neither for a retriever nor for a model that hear of nothing', { timeout: AT_ONCE_MS }, async () => {
    const hangs = Promise.withResolvers<void>();
    const asked = Promise.withResolvers<void>();
    model = {
      async *respond() {
        asked.resolve();
        await hangs.promise;
        yield { type: 'delta', text: '' };
      },
    };
    const first = say('One');
    await asked.promise;
    const id = await underWay();
    await takeOver(id);
    expect((await first).json().reply).toBe('');
    for (const server of servers.current.all.slice(0, 1)) await teamSets(server, id, { driver: 'ai' });
    const searched = Promise.withResolvers<void>();
    retrieve = async () => {
      searched.resolve();
      await hangs.promise;
      return [];
    };
    const second = say('Two', { conv_id: id });
    await searched.promise;
    await takeOver(id);
    expect((await second).json().reply).toBe('');
    hangs.resolve();
  });

  it('frees those that wait behind it too', { timeout: AT_ONCE_MS }, async () => {
    const before = fake.requests.length;
    const first = say('One');
    await fake.requested(before + 1);
    const conv_id = await underWay();
    const second = say('Two', { conv_id });
    const turns = async () => {
      const row = await servers.current.database.db.selectFrom('conversations').select('turns').executeTakeFirst();
      return row?.turns;
    };
    await expect.poll(turns).toHaveLength(2);
    await takeOver(conv_id);
    const replies = await Promise.all([first, second]);
    expect(replies.map((answer) => answer.json())).toEqual([
      { conv_id, reply: '', ord_number: 2, src: 0 },
      { conv_id, reply: '', ord_number: 3, src: 0 },
    ]);
  });

  it('replays to a retry that nothing was said', async () => {
    const before = fake.requests.length;
    const headers = { accept: 'text/event-stream', 'idempotency-key': 'once' };
    const answer = say('How long does delivery take?', {}, headers);
    await fake.requested(before + 1);
    await takeOver(await underWay());
    await answer;
    const again = streamEvents((await say('How long does delivery take?', {}, headers)).body);
    expect(again.map(({ event }) => event)).toEqual(['ack', 'superseded']);
  });
});

it('asks the embedded database nothing more for being ready to stop', async () => {
  behaviour = { type: 'reply', text: 'Hello.\n<evidence>{"kind":"smalltalk","claims":[]}</evidence>' };
  await say('Hi');
  expect(servers.current.ran('conversation-turns')).toBe(0);
});
