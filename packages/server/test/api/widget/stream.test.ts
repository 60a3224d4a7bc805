import type { AddressInfo } from 'node:net';
import type { VisitorEvent } from '@parley/protocol/api';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { addNote } from '../../../src/commands/add-note.ts';
import { testApp } from '../../support/app.ts';
import { openTestStream } from '../../support/event-stream.ts';
import { operatorAt } from '../../support/operator.ts';
import { scriptedModel } from '../../support/scripted-model.ts';
import { answered, type TestVisitor, visitorAt } from '../../support/visitor.ts';

const model = scriptedModel(() => 'Parcels take three working days.');
const app = testApp({ model, livePace: { heartbeatMs: 1_000, recheckMs: 50 } });

let origin: string;
const widget = (settings: object) =>
  app.current.database.db
    .updateTable('agents')
    .set({ widget: JSON.stringify(settings) })
    .execute();
beforeEach(async () => {
  const { server } = app.current.parley.app;
  if (!server.listening) await app.current.parley.app.listen({ host: '127.0.0.1', port: 0 });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await widget({ quietMs: 0 });
});

const follow = (visitor: TestVisitor, id: string, query = '', headers: Record<string, string> = {}) =>
  openTestStream(`${origin}/widget/conversations/${id}/events${query}`, { ...visitor.headers, ...headers });

/** One that has seen every kind of event that visitors are told of, and some that they are not. */
async function aLongConversation() {
  const { parley } = app.current;
  const ada = await visitorAt(parley);
  const { conversation_id: id } = await ada.says('Hello', { visitor: { email: 'ada@shop.example' } });
  await ada.eventsWhen(id, (all) => answered(all).length === 1);
  await ada.call('PUT', `/conversations/${id}/messages/3/feedback`, {
    feedback: { rating: 'positive', comment: 'Good' },
  });
  await ada.call('POST', `/conversations/${id}/handoff`);
  const operator = await operatorAt(parley, id);
  const owner = await app.current.database.db.selectFrom('users').select(['id', 'name']).executeTakeFirstOrThrow();
  await app.current.database.db.updateTable('users').set({ image: 'https://shop.example/kim.png' }).execute();
  await operator.takesOver();
  await operator.says('A person here');
  const { workspace_id: workspaceId } = await app.current.database.db
    .selectFrom('conversations')
    .select('workspace_id')
    .executeTakeFirstOrThrow();
  const actor = { type: 'operator', id: owner.id } as const;
  const place = { workspaceId, conversationId: id, origin: { workspaceId, actor, ip: null, userAgent: null } };
  await addNote(parley.deps, { ...place, content: 'a private remark', pinned: false });
  await operator.sets({ priority: 'high', title: 'an inner title' });
  await operator.handsBack();
  const release = model.holdAfterFirstWord();
  const { ord } = await ada.says('Again', { conversation_id: id });
  const { ord: last } = await ada.says('And again', { conversation_id: id });
  release();
  await ada.eventsWhen(id, (all) => answered(all).includes(last));
  await operator.sets({ status: 'resolved' });
  return { ada, id, owner, superseded: ord };
}

describe('a site that may not show the agent', () => {
  const named = { origin: 'https://shop.example' };
  const other = { origin: 'https://evil.example' };
  const codeOf = (body: unknown) => body instanceof Object && 'error' in body && body.error;

  it('gets no stream and uploads no file', async () => {
    await widget({ quietMs: 0, allowedOrigins: ['https://shop.example'] });
    const ada = await visitorAt(app.current.parley);
    const { conversation_id: id } = await ada.says('Hello');
    const path = `${origin}/widget/conversations/${id}/events`;
    for (const query of ['', '?stream=true']) {
      const refused = await fetch(path + query, {
        headers: { ...ada.headers, ...other, accept: 'text/event-stream' },
      });
      expect([refused.status, codeOf(await refused.json())]).toEqual([403, 'origin_not_allowed']);
    }
    const body = () => {
      const form = new FormData();
      form.append('file', new Blob(['%PDF-1.4\n%%EOF\n']), 'a.pdf');
      return form;
    };
    const post = (headers: Record<string, string>) =>
      fetch(`${origin}/widget/files`, { method: 'POST', headers: { ...ada.headers, ...headers }, body: body() });
    const refused = await post(other);
    expect([refused.status, codeOf(await refused.json())]).toEqual([403, 'origin_not_allowed']);
    expect(await app.current.database.db.selectFrom('files').select('id').execute()).toEqual([]);
    expect((await post(named)).status).toBe(200);
    const stream = await follow(ada, id, '', named);
    expect(stream.status).toBe(200);
    stream.close();
  });

  it('loses the stream that it has when it is taken from the list, and gets none again', async () => {
    await widget({ quietMs: 0, allowedOrigins: ['https://shop.example'] });
    const ada = await visitorAt(app.current.parley);
    const { conversation_id: id } = await ada.says('Hello');
    const stream = await follow(ada, id, '', named);
    await stream.until(({ event }) => event === 'event');
    await widget({ quietMs: 0, allowedOrigins: ['https://other.example'] });
    await stream.ended;
    const again = await follow(ada, id, '', named);
    expect(again.status).toBe(403);
    again.close();
  });

  it('does not lose it to a page of another site with the same session', async () => {
    await widget({ quietMs: 0, allowedOrigins: ['https://shop.example', 'https://other.example'] });
    const ada = await visitorAt(app.current.parley);
    const { conversation_id: id } = await ada.says('Hello');
    const [first, second] = [
      await follow(ada, id, '', named),
      await follow(ada, id, '', { origin: 'https://other.example' }),
    ];
    await Promise.all([first, second].map((stream) => stream.until(({ event }) => event === 'event')));
    await widget({ quietMs: 0, allowedOrigins: ['https://shop.example'] });
    await second.ended;
    const { ord } = await ada.says('Still there?', { conversation_id: id });
    await first.until(({ data }) => JSON.stringify(data).includes(`"ord":${ord}`));
    first.close();
  });
});

describe('the stream of a visitor', () => {
  it('tells the same as the pages, and with them after any event that it was cut off at', {
    timeout: 60_000,
  }, async () => {
    const { ada, id } = await aLongConversation();
    const whole = await ada.events(id);
    expect(new Set(whole.map(({ type }) => type))).toEqual(
      new Set(['message', 'marker', 'status', 'feedback', 'turn_ended']),
    );
    const seqs = whole.map(({ seq }) => seq);
    expect(seqs).toEqual([...new Set(seqs)].toSorted((a, b) => a - b));
    // Cut after each event: whoever comes back gets the rest, wherever the place is named.
    for (const [index, cut] of [0, ...seqs].entries()) {
      const rest = whole.slice(index);
      expect(await ada.events(id, cut)).toEqual(rest);
      const stream = await (index % 2 === 0
        ? follow(ada, id, `?after=${cut}`)
        : follow(ada, id, '?after=0', { 'last-event-id': String(cut) }));
      const last = rest.at(-1);
      if (last) await stream.until(({ id: seq }) => seq === String(last.seq));
      stream.close();
      expect(stream.frames.filter(({ event }) => event === 'event').map(({ data }) => data)).toEqual(rest);
    }
  });

  it('is cut after each single event, resumes from there, and has told all once', { timeout: 60_000 }, async () => {
    const { ada, id } = await aLongConversation();
    const told: VisitorEvent[] = [];
    const whole = await ada.events(id);
    while (told.length < whole.length) {
      const stream = await follow(ada, id, `?after=${told.at(-1)?.seq ?? 0}`);
      const { data } = await stream.until(({ event }) => event === 'event');
      stream.close();
      told.push(data);
    }
    expect(told).toEqual(whole);
  });

  it('shows who of the team answers by name and picture, and nothing that is for the team', async () => {
    const { ada, id, owner } = await aLongConversation();
    const events = await ada.events(id);
    const operator = { name: owner.name, avatar_url: 'https://shop.example/kim.png' };
    const messages = events.flatMap((event) => (event.type === 'message' ? [event.message] : []));
    expect(messages.find(({ author }) => author === 'human_operator')?.operator).toEqual(operator);
    expect(messages.filter(({ author }) => author !== 'human_operator').every((each) => each.operator === null)).toBe(
      true,
    );
    const states = events.flatMap((event) =>
      event.type === 'status' ? [[event.driver, event.progress, event.operator?.name ?? null]] : [],
    );
    expect(states).toEqual([
      ['queue', 'open', null],
      ['human', 'open', owner.name],
      ['ai', 'open', null],
      ['ai', 'resolved', null],
    ]);
    const text = JSON.stringify(events);
    for (const inner of ['a private remark', 'an inner title', owner.id, 'high', 'inputTokens', 'scripted', 'ada@']) {
      expect(text).not.toContain(inner);
    }
    const list = await ada.call('GET', '/conversations');
    expect(list.json().items).toMatchObject([{ id, driver: 'ai', progress: 'resolved', operator: null }]);
  });

  it('tells that the agent writes and each piece with its place, before the message', async () => {
    const ada = await visitorAt(app.current.parley);
    const { conversation_id: id } = await ada.says('Hello');
    await ada.eventsWhen(id, (all) => answered(all).length === 1);
    const stream = await follow(ada, id);
    const release = model.holdAfterFirstWord();
    const { ord } = await ada.says('How long?', { conversation_id: id });
    await stream.until(({ data }) => data.type === 'delta');
    release();
    await stream.until(({ data }) => data.message?.answers === ord);
    stream.close();
    const signals = stream.frames.flatMap(({ event, data }) => (event === 'signal' ? [data] : []));
    expect(signals[0]).toEqual({ type: 'typing', author: 'ai_assistant', is_typing: true });
    const deltas = signals.filter(({ type }) => type === 'delta');
    let reply = '';
    for (const delta of deltas) {
      expect(delta).toMatchObject({ ord, at: reply.length });
      reply += delta.text;
    }
    expect('Parcels take three working days.'.startsWith(reply)).toBe(true);
  });

  it('tells no pieces where streaming is off', async () => {
    await widget({ quietMs: 0, streaming: false });
    const ada = await visitorAt(app.current.parley);
    const { conversation_id: id } = await ada.says('A person, please', { wants_person: true });
    await (await operatorAt(app.current.parley, id)).handsBack();
    const stream = await follow(ada, id);
    const { ord } = await ada.says('How long?', { conversation_id: id });
    await stream.until(({ data }) => data.message?.answers === ord);
    stream.close();
    const kinds = stream.frames.flatMap(({ event, data }) => (event === 'signal' ? [data.type] : []));
    expect(new Set(kinds)).toEqual(new Set(['typing']));
  });

  it('marks the visitor as there while it is open', async () => {
    const ada = await visitorAt(app.current.parley);
    const { conversation_id: id } = await ada.says('Hello');
    const stream = await follow(ada, id);
    expect(await app.current.parley.deps.presence.isPresent(id)).toBe(true);
    stream.close();
  });

  it('ends when the session does', async () => {
    const ada = await visitorAt(app.current.parley);
    const { conversation_id: id } = await ada.says('Hello');
    const stream = await follow(ada, id);
    vi.useFakeTimers({ now: Date.now() + 2 * 3_600_000, toFake: ['Date'] });
    await stream.ended.finally(() => vi.useRealTimers());
  });
});

it('the team hears that the visitor types, once a second at most', async () => {
  const { parley } = app.current;
  const ada = await visitorAt(parley);
  const { conversation_id: id } = await ada.says('Hello');
  const heard: object[] = [];
  const stop = parley.deps.bus.subscribe(`conversation:${id}`, (signal) => {
    if (signal.author === 'visitor') heard.push(signal);
  });
  for (const is_typing of [true, true, true, false]) {
    expect((await ada.call('POST', `/conversations/${id}/typing`, { is_typing })).statusCode).toBe(200);
  }
  stop();
  expect(heard).toMatchObject([{ is_typing: true }, { is_typing: false }]);
});

it('people are asked for once, and not where there are none', async () => {
  const ada = await visitorAt(app.current.parley);
  const { conversation_id: id } = await ada.says('Hello');
  for (let twice = 0; twice < 2; twice += 1) {
    expect((await ada.call('POST', `/conversations/${id}/handoff`)).json()).toEqual({ is_done: true });
  }
  const markers = (await ada.events(id)).filter(({ type }) => type === 'marker');
  expect(markers).toMatchObject([{ code: 'handoff_requested' }]);
  await app.current.database.db
    .updateTable('agents')
    .set({ settings: JSON.stringify({ peopleEnabled: false }) })
    .execute();
  const answer = await ada.call('POST', `/conversations/${id}/handoff`);
  expect([answer.statusCode, answer.json().error]).toEqual([409, 'people_are_off']);
});

it('links of replies and of their sources lead through us where they are tracked, and look as before', async () => {
  await widget({ quietMs: 0, linkTracking: true });
  const ada = await visitorAt(app.current.parley);
  const { conversation_id: id } = await ada.says('See https://mine.example/', { wants_person: true });
  const operator = await operatorAt(app.current.parley, id);
  await operator.takesOver();
  await operator.says('Look [here](https://shop.example/a), please');
  const messages = (await ada.events(id)).flatMap((event) => (event.type === 'message' ? [event.message.content] : []));
  expect(messages[1]).toBe('See https://mine.example/');
  const [, address = ''] = /^Look \[here\]\((\S+)\), please$/.exec(messages[2] ?? '') ?? [];
  const { pathname } = new URL(address);
  const led = await app.current.parley.app.inject({ url: pathname });
  expect([led.statusCode, led.headers.location]).toEqual([302, 'https://shop.example/a']);
});
