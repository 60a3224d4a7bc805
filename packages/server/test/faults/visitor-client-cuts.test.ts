import type { WidgetConfig } from '@parley/protocol/api';
import { readEventStream, type VisitorClient, type VisitorView } from '@parley/sdk';
import { describe, expect, it } from 'vitest';
import { testApp } from '../support/app.ts';
import { operatorAt } from '../support/operator.ts';
import {
  expectWholeLog,
  isAnswered,
  placeOf,
  saidIn,
  stateWhen,
  stopClients,
  testBrowser,
} from '../support/visitor-clients.ts';
import { wholeLogs } from '../support/whole-log.ts';

const test = testApp();
stopClients();

const place = () => placeOf(test.current);
const lost = () => new TypeError('The connection was lost.');

/** Where a request may be cut: before the server has it, after it has been done, and in the middle of its answer. */
type Phase = 'before' | 'after' | 'within';

/** Cuts the first `times` requests of each kind at a phase; `before` and `after` lose the answer, `within` tears it. */
function cutting(phase: Phase, times = 1): typeof fetch {
  const counts = new Map<string, number>();
  return async (input, init) => {
    const isStream = new Headers(init?.headers).get('accept') === 'text/event-stream';
    const kind = `${init?.method} ${new URL(String(input)).pathname}`;
    const count = counts.get(kind) ?? 0;
    counts.set(kind, count + 1);
    if (isStream || count >= times) return fetch(input, init);
    if (phase === 'before') throw lost();
    const answer = await fetch(input, init);
    const text = await answer.text();
    if (phase === 'after') throw lost();
    const torn = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(text.slice(0, text.length / 2)));
      },
      pull: (controller) => controller.error(lost()),
    });
    return new Response(torn, { status: answer.status, headers: { 'content-type': 'application/json' } });
  };
}

/** Ends each stream after `bytes` bytes, or after the first event of it, and every connection again. */
function tearing(after: 'event' | number): { readonly fetch: typeof fetch; readonly streams: () => number } {
  let streams = 0;
  const fetchTorn: typeof fetch = async (input, init) => {
    const answer = await fetch(input, init);
    if (!answer.headers.get('content-type')?.startsWith('text/event-stream') || !answer.body) return answer;
    streams += 1;
    return new Response(after === 'event' ? firstEvent(answer.body) : firstBytes(answer.body, after * streams), answer);
  };
  return { fetch: fetchTorn, streams: () => streams };
}

function firstEvent(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async start(controller) {
      for await (const { event, data, id } of readEventStream(body)) {
        const line = id === undefined ? '' : `id: ${id}\n`;
        controller.enqueue(new TextEncoder().encode(`event: ${event}\n${line}data: ${data}\n\n`));
        if (event === 'event') break;
      }
      controller.error(lost());
    },
  });
}

function firstBytes(body: ReadableStream<Uint8Array>, most: number): ReadableStream<Uint8Array> {
  let left = most;
  const cut = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      controller.enqueue(chunk.subarray(0, left));
      left -= chunk.byteLength;
      if (left <= 0) controller.error(lost());
    },
  });
  return body.pipeThrough(cut);
}

/**
 * Says three things, the second without waiting, asks for a person, and is helped by one, who hands back and resolves. Gives
 * what is shown at the end.
 */
async function talk(tab: VisitorClient) {
  const statuses = statusesOf(tab);
  tab.send({ text: 'One' });
  tab.send({ text: 'Two' });
  void tab.setMetadata({ plan: 'pro' });
  await stateWhen(tab, isAnswered, 20_000);
  tab.send({ text: 'Three' });
  const isDone = ({ conversation }: VisitorClient['state']) => saidIn(conversation).includes('visitor: Three');
  const { conversation } = await stateWhen(tab, (state) => isDone(state) && isAnswered(state), 20_000);
  const june = await operatorAt(test.current.parley, conversation?.id ?? '');
  const seen = (isSo: (view: VisitorView) => boolean) =>
    stateWhen(tab, (state) => state.conversation !== null && isSo(state.conversation), 20_000);
  void tab.requestPerson();
  await seen(({ driver }) => driver === 'queue');
  await june.takesOver();
  await seen(({ driver, operator }) => driver === 'human' && operator !== null);
  await june.says('Here I am.');
  await seen((view) => saidIn(view).includes('human_operator: Here I am.'));
  await june.handsBack();
  await seen(({ driver, operator }) => driver === 'ai' && operator === null);
  await june.says('One more thing.');
  await seen((view) => view.driver === 'human' && saidIn(view).includes('human_operator: One more thing.'));
  await june.sets({ status: 'resolved' });
  const last = await seen(({ progress }) => progress === 'resolved');
  // Each was shown, none came back, and none was without its operator.
  expect(statuses).toEqual(['ai open', 'queue open', 'human open +', 'ai open', 'human open +', 'human resolved +']);
  await expectMarkersAndStatus(last.conversation);
  return last;
}

/** Who has had the conversation, how far it was, and whether an operator was shown: each change of it in a tab. */
function statusesOf(tab: VisitorClient): string[] {
  const statuses: string[] = [];
  tab.subscribe(({ conversation }) => {
    if (!conversation) return;
    const { driver, progress, operator } = conversation;
    const status = `${driver} ${progress}${operator ? ' +' : ''}`;
    if (status !== statuses.at(-1)) statuses.push(status);
  });
  return statuses;
}

/** Holds what a tab shows beside messages against the log. */
async function expectMarkersAndStatus(view: VisitorView | null): Promise<void> {
  const [whole] = await wholeLogs(test.current.database);
  const { driver, progress, operator, entries = [] } = view ?? {};
  expect({ driver, progress }).toEqual({ driver: whole?.state.driver, progress: whole?.state.progress });
  const told = whole?.events.flatMap(({ type, data }) =>
    type === 'marker.added' ? [(data as { code?: string }).code] : [],
  );
  expect(entries.flatMap((entry) => (entry.kind === 'marker' ? [entry.code] : []))).toEqual(told);
  expect(told).toEqual(expect.arrayContaining(['handoff_requested', 'operator_joined', 'handed_back', 'resolved']));
  const people = entries.flatMap((entry) => (entry.kind === 'message' ? (entry.message.operator ?? []) : []));
  expect(people).toEqual([operator, operator]);
}
const visitorSaid = (said: string[]) => said.filter((one) => one.startsWith('visitor'));
const THREE = ['visitor: One', 'visitor: Two', 'visitor: Three'];

describe('a visitor whose connection is cut', () => {
  it.each(['before', 'after', 'within'] as const)(
    '%s the answer of every request is heard once, in order',
    async (phase) => {
      const tab = testBrowser({ fetch: cutting(phase, 2) }).tab(await place());
      const { conversation } = await talk(tab);
      expect(visitorSaid(saidIn(conversation))).toEqual(THREE);
      await expectWholeLog(test.current.parley, conversation);
    },
  );

  it('at every event sees the whole log', async () => {
    const { fetch, streams } = tearing('event');
    const tab = testBrowser({ fetch }).tab(await place());
    const { conversation } = await talk(tab);
    expect(visitorSaid(saidIn(conversation))).toEqual(THREE);
    expect(streams()).toBeGreaterThan(5);
    await expectWholeLog(test.current.parley, conversation);
  });

  it.each([7, 61, 190])('after every %s bytes more sees the whole log', async (bytes) => {
    const tab = testBrowser({ fetch: tearing(bytes).fetch }).tab(await place());
    const { conversation } = await talk(tab);
    expect(visitorSaid(saidIn(conversation))).toEqual(THREE);
    await expectWholeLog(test.current.parley, conversation);
  });

  it('by the server itself, again and again, sees the whole log', async () => {
    const tab = testBrowser().tab(await place());
    const cuts = setInterval(() => test.current.parley.deps.live.streams.endAll(), 40);
    const { conversation } = await talk(tab).finally(() => clearInterval(cuts));
    expect(visitorSaid(saidIn(conversation))).toEqual(THREE);
    await expectWholeLog(test.current.parley, conversation);
  });
});

describe('a visitor without a network', () => {
  it('writes five messages, reloads, and all arrive once and in order when it is back', async () => {
    let isOnline = false;
    const fetchOnline: typeof fetch = (input, init) => (isOnline ? fetch(input, init) : Promise.reject(lost()));
    const where = await place();
    const answer = await fetch(`${where.baseUrl}/widget/config/${where.scenarioId}`);
    const config: WidgetConfig = JSON.parse(await answer.text());
    const browser = testBrowser({ fetch: fetchOnline, config });
    const before = browser.tab(where);
    const texts = ['1', '2', '3', '4', '5'];
    for (const text of texts) before.send({ text });
    await stateWhen(before, ({ connection }) => connection === 'offline');
    before.stop();
    const after = browser.tab(where);
    expect(after.state.outbox.map(({ text }) => text)).toEqual(texts);
    isOnline = true;
    const { conversation } = await stateWhen(after, isAnswered, 20_000);
    expect(visitorSaid(saidIn(conversation))).toEqual(texts.map((text) => `visitor: ${text}`));
    await expectWholeLog(test.current.parley, conversation);
  });

  it('is told what was refused, and goes on with what comes after it', async () => {
    const tab = testBrowser().tab(await place());
    const gone = {
      id: '019a0c5e-7d2b-7a4c-9e1f-2c4d6b8a0e41',
      name: 'paper.pdf',
      content_type: 'application/pdf',
      size: 9,
    };
    const refused = tab.send({ text: 'With a file that is not there', files: [{ ...gone, url: '' }] });
    tab.send({ text: 'Shorter' });
    const { conversation, outbox } = await stateWhen(tab, (state) =>
      saidIn(state.conversation).includes('visitor: Shorter'),
    );
    expect(visitorSaid(saidIn(conversation))).toEqual(['visitor: Shorter']);
    expect(outbox).toMatchObject([{ id: refused, state: 'refused', problem: { code: 'unknown_file' } }]);
    tab.discard(refused);
    expect(tab.state.outbox).toEqual([]);
  });

  it('begins another conversation with what was said in one that is gone', async () => {
    const browser = testBrowser();
    const tab = browser.tab(await place());
    tab.send({ text: 'Hello' });
    const before = await stateWhen(tab, isAnswered);
    tab.stop();
    const { database } = test.current;
    await database.db
      .updateTable('conversations')
      .set({ visitor_id: '019a0c5e-7d2b-7a4c-9e1f-2c4d6b8a0e41' })
      .where('id', '=', before.conversation?.id ?? '')
      .execute();
    const again = browser.tab(await place());
    again.send({ text: 'Still there?' });
    const after = await stateWhen(
      again,
      (state) => isAnswered(state) && state.conversation?.id !== before.conversation?.id,
    );
    expect(visitorSaid(saidIn(after.conversation))).toEqual(['visitor: Still there?']);
  });

  it('whose session is over goes on with a new one', async () => {
    let isOver = true;
    const refusing: typeof fetch = (input, init) => {
      const isMessage = String(input).endsWith('/messages');
      if (!isMessage || !isOver) return fetch(input, init);
      isOver = false;
      return Promise.resolve(Response.json({ error: 'invalid_session', message: 'Over.' }, { status: 401 }));
    };
    const tab = testBrowser({ fetch: refusing }).tab(await place());
    tab.send({ text: 'Hello' });
    const { conversation } = await stateWhen(tab, isAnswered);
    expect(visitorSaid(saidIn(conversation))).toEqual(['visitor: Hello']);
  });
});
