import { afterEach, describe, expect, it } from 'vitest';
import { createVisitorClient } from './create-visitor-client.ts';
import { memoryStorage } from './memory-ports.ts';
import type { VisitorClient } from './visitor-client.ts';

const open: VisitorClient[] = [];
afterEach(() => {
  for (const client of open.splice(0)) client.stop();
});

type Sent = { readonly path: string; readonly body: Readonly<Record<string, unknown>> };

/** A site with a server that takes everything, except that `refuse` gives it reasons not to. */
function site(options: { readonly consent?: string; readonly refuse?: (sent: Sent) => Response | null } = {}) {
  const agent = { consent: options.consent === undefined ? null : { text: options.consent } };
  const sent: Sent[] = [];
  const storage = memoryStorage();
  const answers: Readonly<Record<string, (body: Sent['body']) => object>> = {
    '/widget/sessions': ({ identity }) => ({
      token: `t-${String(identity ?? 'guest')}`,
      expires_at: '2099-01-01T00:00:00.000Z',
      visitor: { id: `v-${String(identity ?? 'guest')}`, is_verified: identity !== undefined },
    }),
    '/widget/messages': ({ start }) => ({
      conversation_id: 'c',
      ord: 1,
      seq: 1,
      is_replay: false,
      problem: isBad(start) ? { code: 'metadata_refused', message: 'metadata.plan is wrong.' } : null,
    }),
  };
  const fetch = async (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const path = new URL(String(input)).pathname;
    if (path.startsWith('/widget/config/')) return Response.json({ ...agent, identity: 'optional' });
    if (path.endsWith('/events')) return Response.json({ items: [], next_after: 0, has_more: false });
    const call: Sent = { path, body: JSON.parse(String(init.body ?? '{}')) };
    sent.push(call);
    const answer = answers[path] ?? (() => ({}));
    return options.refuse?.(call) ?? Response.json(answer(call.body));
  };
  const open = () => {
    const pace = { firstWaitMs: 5, longestWaitMs: 20 };
    return client({ baseUrl: 'https://chat.test', scenarioId: 's', fetch, storage, tabs: null, pace });
  };
  const messages = () => sent.filter(({ path }) => path === '/widget/messages').map(({ body }) => body);
  const patches = () => sent.filter(({ path }) => path.endsWith('/metadata')).map(({ body }) => body.metadata);
  return { open, sent, messages, patches, storage, agent };
}

const isBad = (start: unknown): boolean => JSON.stringify(start).includes('"bad"');

function client(options: Parameters<typeof createVisitorClient>[0]): VisitorClient {
  const made = createVisitorClient(options);
  open.push(made);
  return made;
}

const kept = ({ storage }: ReturnType<typeof site>): string =>
  Array.from({ length: storage.length }, (_, at) => storage.getItem(storage.key(at) ?? '')).join('\n');

describe('who is forgotten', () => {
  it('leaves nothing of what their page has said to the next', async () => {
    const shop = site();
    const tab = shop.open();
    await tab.start();
    tab.setClientMetadata({ user_id: 42 });
    tab.setContext("Ada's basket");
    await tab.requestPerson();
    await tab.reset();
    tab.send({ text: 'I am new' });
    await expect.poll(shop.messages).toHaveLength(1);
    expect(shop.messages()[0]).toMatchObject({ client_metadata: null, wants_person: false, start: { context: null } });
    expect(tab.state.era).toBe(1);
  });

  it('is asked for consent again, and nothing is stored before it', async () => {
    const shop = site({ consent: 'May we?' });
    const tab = shop.open();
    await tab.start();
    tab.consent();
    tab.send({ text: 'First' });
    await expect.poll(shop.messages).toHaveLength(1);
    expect(kept(shop)).not.toBe('');
    await tab.reset();
    expect(tab.state.hasConsent).toBe(false);
    await tab.setVisitor({ name: 'Grace' });
    await tab.setMetadata({ plan: 'gold' });
    tab.send({ text: 'Second' });
    expect(kept(shop)).toBe('');
    tab.consent();
    await expect.poll(shop.messages).toHaveLength(2);
    expect(kept(shop)).toContain('Grace');
  });

  it('takes along the word of the site that waited for their consent', async () => {
    const shop = site({ consent: 'May we?' });
    const tab = shop.open();
    await tab.start();
    await tab.identify('jwt.alice.1');
    await tab.reset();
    tab.consent();
    tab.send({ text: 'I am somebody else' });
    await expect.poll(shop.messages).toHaveLength(1);
    expect(shop.sent.filter(({ path }) => path === '/widget/sessions').map(({ body }) => body.identity)).toEqual([
      undefined,
    ]);
  });

  it('need not wait for what the server has asked of them', async () => {
    const slow = () =>
      Response.json({ error: 'rate_limited', message: 'Slowly.' }, { status: 429, headers: { 'retry-after': '60' } });
    let isLimited = true;
    const shop = site({ refuse: ({ path }) => (path === '/widget/messages' && isLimited ? slow() : null) });
    const tab = shop.open();
    await tab.start();
    tab.send({ text: 'Too much' });
    await expect.poll(shop.messages).toHaveLength(1);
    isLimited = false;
    await tab.reset();
    tab.send({ text: 'Of the next' });
    await expect.poll(() => shop.messages().at(-1)).toMatchObject({ text: 'Of the next' });
  });

  it('is forgotten at once, also while the server asks to wait', async () => {
    let isLimited = false;
    const slow = () =>
      Response.json({ error: 'rate_limited', message: 'Slowly.' }, { status: 429, headers: { 'retry-after': '60' } });
    const shop = site({ refuse: ({ path }) => (path === '/widget/messages' && isLimited ? slow() : null) });
    const tab = shop.open();
    await tab.start();
    tab.send({ text: 'One' });
    await expect.poll(shop.messages).toHaveLength(1);
    isLimited = true;
    tab.send({ text: 'Two' });
    await expect.poll(shop.messages).toHaveLength(2);
    await tab.forget();
    expect(shop.sent.at(-1)?.path).toBe('/widget/visitor');
  });
});

describe('consent', () => {
  it('is remembered for the text that it was given to, and asked for again for another', async () => {
    const shop = site({ consent: 'May we?' });
    const first = shop.open();
    await first.start();
    first.consent();
    first.stop();
    const second = shop.open();
    await second.start();
    expect(second.state.hasConsent).toBe(true);
    second.stop();
    shop.agent.consent = { text: 'May we, and may others?' };
    const third = shop.open();
    await third.start();
    expect(third.state.hasConsent).toBe(false);
  });

  it('may be given before it is known to what', async () => {
    const shop = site({ consent: 'May we?' });
    const tab = shop.open();
    tab.consent();
    tab.send({ text: 'Hello' });
    await tab.start();
    await expect.poll(shop.messages).toHaveLength(1);
  });
});

describe('metadata that the server refuses', () => {
  const refusing = () =>
    site({
      refuse: ({ path, body }) =>
        path.endsWith('/metadata') && isBad(body)
          ? Response.json({ error: 'validation_failed', message: 'plan is wrong.' }, { status: 422 })
          : null,
    });

  it('when a conversation begins, is told, and may be said again', async () => {
    const shop = refusing();
    const tab = shop.open();
    const problems: string[] = [];
    tab.on('error', ({ code }) => problems.push(code));
    await tab.start();
    await tab.setMetadata({ plan: 'bad' });
    tab.send({ text: 'Hello' });
    await expect.poll(() => problems).toEqual(['metadata_refused']);
    await expect(tab.setMetadata({ plan: 'bad' })).rejects.toMatchObject({ code: 'validation_failed' });
    await expect(tab.setMetadata({ plan: 'bad' })).rejects.toMatchObject({ code: 'validation_failed' });
    expect(tab.state.problem).toBeNull();
  });

  it('is no part of the next conversation, and what was taken is not sent again', async () => {
    const shop = refusing();
    const tab = shop.open();
    await tab.start();
    await tab.setMetadata({ plan: 'gold', gone: null });
    tab.send({ text: 'Hello' });
    await expect.poll(shop.messages).toHaveLength(1);
    await expect.poll(() => tab.state.outbox.every(({ state }) => state === 'sending')).toBe(true);
    await tab.setMetadata({ plan: 'gold' });
    expect(shop.patches()).toEqual([]);
    await expect(tab.setMetadata({ plan: 'bad' })).rejects.toMatchObject({ code: 'validation_failed' });
    await tab.setMetadata({ plan: null, old: null });
    expect(shop.patches()).toEqual([{ plan: 'bad' }, { plan: null, old: null }]);
    tab.newConversation();
    tab.send({ text: 'Again' });
    await expect.poll(shop.messages).toHaveLength(2);
    expect(shop.messages()[1]).toMatchObject({ start: { metadata: {} } });
  });
});

describe('a server that fails', () => {
  it('is a matter for people when it fails again, until it answers', async () => {
    let isDown = true;
    const down = () => Response.json({ error: 'unavailable', message: 'Paused.' }, { status: 503 });
    const shop = site({ refuse: ({ path }) => (path === '/widget/messages' && isDown ? down() : null) });
    const tab = shop.open();
    const problems: string[] = [];
    tab.on('error', ({ code }) => problems.push(code));
    await tab.start();
    tab.send({ text: 'Hello?' });
    await expect.poll(() => tab.state.problem?.code).toBe('unavailable');
    expect(problems).toEqual(['unavailable']);
    isDown = false;
    await expect.poll(() => tab.state.problem).toBeNull();
  });
});
