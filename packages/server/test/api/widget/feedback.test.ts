import { beforeEach, describe, expect, it } from 'vitest';
import { agentApi } from '../../support/agent-api.ts';
import { testApp } from '../../support/app.ts';
import { answered, type TestVisitor, visitorAt } from '../../support/visitor.ts';
import { setWidget } from '../../support/widget-settings.ts';
import { workspaceApi } from '../../support/workspace-api.ts';

const app = testApp();
const agent = agentApi(app);
const workspace = workspaceApi(app);
let june: TestVisitor;
let conversation: string;
let reply: number;

beforeEach(async () => {
  await setWidget(app.current, { quietMs: 0 });
  june = await visitorAt(app.current.parley);
  const { conversation_id, ord } = await june.says('What do you know?');
  conversation = conversation_id;
  const events = await june.eventsWhen(conversation_id, (all) => answered(all).includes(ord));
  reply =
    events.flatMap((event) =>
      event.type === 'message' && event.message.answers === ord ? event.message.ord : [],
    )[0] ?? 0;
});

const judge = (feedback: object | null, ord = reply, visitor = june) =>
  visitor.call('PUT', `/conversations/${conversation}/messages/${ord}/feedback`, { feedback });

async function shown() {
  const { items } = (await agent('GET', `/v1/api_core/conversations/${conversation}/events?limit=100`)).body;
  return items.find(({ data }: { data: { ord?: number } }) => data.ord === reply).data.feedback;
}

const ratedEvents = async () =>
  (await workspace('GET', `/conversations/${conversation}/events`)).body.data.filter(
    ({ type }: { type: string }) => type === 'message.rated',
  );

describe('what a visitor thinks of a reply', () => {
  it('is stored with its comment, can be changed, and can be taken back', async () => {
    expect((await judge({ rating: 'positive', comment: null })).json()).toEqual({ is_done: true });
    expect(await shown()).toEqual({ rating: 'positive', comment: null, created_at: expect.stringMatching(/Z$/) });
    await judge({ rating: 'negative', comment: '  Not what I asked.  ' });
    expect(await shown()).toMatchObject({ rating: 'negative', comment: 'Not what I asked.' });
    await judge(null);
    expect(await shown()).toBeNull();
    expect((await ratedEvents()).map(({ data }: { data: object }) => data)).toEqual([
      { ord: reply, feedback: { rating: 'positive', comment: null } },
      { ord: reply, feedback: { rating: 'negative', comment: 'Not what I asked.' } },
      { ord: reply, feedback: null },
    ]);
  });

  it("is told to the visitor's other tabs", async () => {
    await judge({ rating: 'neutral', comment: null });
    const events = await june.events(conversation);
    expect(events.at(-1)).toMatchObject({
      type: 'feedback',
      ord: reply,
      feedback: { rating: 'neutral', comment: null },
    });
  });

  it('leaves one event however often it is said', async () => {
    for (let round = 0; round < 3; round += 1) await judge({ rating: 'positive', comment: '' });
    expect(await ratedEvents()).toHaveLength(1);
  });

  it('is of replies only: not of what visitors say, of welcomes and of nothing', async () => {
    const events = await june.events(conversation);
    const messages = events.flatMap((event) => (event.type === 'message' ? event.message : []));
    const own = messages.find(({ author }) => author === 'visitor')?.ord ?? 0;
    const welcome = messages.find(({ is_welcome }) => is_welcome)?.ord ?? 0;
    for (const ord of [own, welcome]) {
      const answer = await judge({ rating: 'positive', comment: null }, ord);
      expect([answer.statusCode, answer.json().error]).toEqual([400, 'no_reply']);
    }
    expect((await judge({ rating: 'positive', comment: null }, 99)).statusCode).toBe(404);
    expect((await judge({ rating: 'super', comment: null })).statusCode).toBe(400);
    expect((await judge({ rating: 'positive', comment: 'x'.repeat(2_001) })).statusCode).toBe(400);
    expect(await ratedEvents()).toEqual([]);
  });

  it('is taken from the visitor of the conversation only, and only where it is asked for', async () => {
    const other = await visitorAt(app.current.parley);
    expect((await judge({ rating: 'negative', comment: null }, reply, other)).statusCode).toBe(404);
    expect((await judge({ rating: 'negative', comment: null }, 99, other)).statusCode).toBe(404);
    await setWidget(app.current, { feedback: false });
    const off = await judge({ rating: 'negative', comment: null });
    expect([off.statusCode, off.json().error]).toEqual([403, 'feedback_off']);
    expect(await shown()).toBeNull();
  });
});
