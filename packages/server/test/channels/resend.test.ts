import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { slackKit } from '../support/channel-kits/slack.ts';
import { whatsappKit } from '../support/channel-kits/whatsapp.ts';
import { addChannel, chattyModel, deliver, said, settle } from '../support/channel-servers.ts';
import { longReply } from '../support/long-reply.ts';
import { operatorAt } from '../support/operator.ts';
import { type PlatformRequest, platforms } from '../support/platforms.ts';
import { testServers } from '../support/servers.ts';
import { workspaceApi } from '../support/workspace-api.ts';

const KITS = [slackKit, whatsappKit];
let reply = 'Noted.';
let offsetMs = 0;
const fake = await platforms(Object.fromEntries(KITS.map(({ platform, part = platform, routes }) => [part, routes])));
const servers = testServers({
  model: chattyModel(() => reply),
  retriever: { retrieve: async () => [] },
  clock: { now: () => new Date(Date.now() + offsetMs), monotonicMs: () => performance.now() },
  config: {
    rateLimits: false,
    trustProxy: 0,
    metricsToken: undefined,
    publicUrl: 'https://parley.example',
    role: 'all',
    allowPrivateUrls: [fake.origin],
  },
});
const api = workspaceApi(servers);
beforeEach(() => {
  reply = 'Noted.';
  offsetMs = 0;
});
afterEach(() => fake.script(/^$/));

const HOUR_MS = 60 * 60 * 1_000;
const here = () => servers.current.parley;
const parts = () =>
  here().deps.database.db.selectFrom('channel_parts').selectAll().orderBy('ord').orderBy('part').execute();
const replyOf = async () => (await said(servers.current)).find(({ author }) => author === 'ai_assistant');
const conversationId = async () => (await said(servers.current))[0]?.conversation.id ?? '';
async function resend(options: { readonly headers?: Record<string, string> } = {}) {
  const message = await replyOf();
  return api('POST', `/conversations/${await conversationId()}/messages/${message?.id}/resend`, undefined, options);
}

describe.each(KITS)('sending again on $platform', (kit) => {
  const sends = () => fake.asked(kit.sends);
  async function asked(text: string) {
    const channel = await addChannel(servers.current, kit, fake);
    reply = text;
    await deliver(here(), channel, kit.says({ n: 1, text: 'Hello' }, 1));
    return channel;
  }

  it('what failed goes out once more, and an event tells what came of it', async () => {
    await asked('Noted.');
    fake.script(kit.sends, kit.answers.unauthorised);
    await settle(here());
    expect((await replyOf())?.delivery).toMatchObject({ status: 'failed', reason: 'unauthorised' });
    const before = sends().length;
    const answer = await resend({ headers: { 'idempotency-key': 'once' } });
    expect([answer.status, answer.body.metadata.delivery]).toEqual([
      200,
      { status: 'waiting', reason: null, detail: null },
    ]);
    await resend({ headers: { 'idempotency-key': 'once' } });
    await settle(here());
    expect(sends()).toHaveLength(before + 1);
    expect((await replyOf())?.delivery).toEqual({ status: 'sent', reason: null, detail: null });
    expect(await parts()).toMatchObject([{ state: 'sent', attempts: 1 }]);
    const { body } = await api('GET', `/conversations/${await conversationId()}/events`);
    type Told = { readonly type: string; readonly data: { readonly status?: string } };
    const told = body.data.map(({ type, data }: Told) => [type, data.status]);
    expect(told.filter(([, status]: string[]) => status !== undefined)).toEqual([
      ['message.undelivered', 'failed'],
      ['message.delivered', 'sent'],
    ]);
  });

  it('only the parts that did not arrive', async () => {
    await asked(longReply());
    const isSend = (request: PlatformRequest) =>
      kit.sends instanceof RegExp ? kit.sends.test(request.url) : kit.sends(request);
    fake.script((request) => isSend(request) && sends().length === 2, kit.answers.unauthorised);
    await settle(here());
    const before = await parts();
    const arrived = before.filter(({ state }) => state === 'sent').map(({ external_id }) => external_id);
    const texts = sends().length;
    expect(before.map(({ state }) => state).slice(0, 2)).toEqual(['sent', 'failed']);
    expect((await resend()).status).toBe(200);
    await settle(here());
    const after = await parts();
    expect(after.every(({ state }) => state === 'sent')).toBe(true);
    expect(sends()).toHaveLength(texts + before.length - arrived.length);
    expect(after.slice(0, arrived.length).map(({ external_id }) => external_id)).toEqual(arrived);
  });

  it('what may have arrived is sent once more where somebody asks for it', async () => {
    await asked('Noted.');
    fake.script(kit.sends, 'drop');
    await settle(here());
    expect((await replyOf())?.delivery).toMatchObject({ status: 'unknown' });
    expect((await resend()).status).toBe(200);
    await settle(here());
    expect((await replyOf())?.delivery).toMatchObject({ status: 'sent' });
  });

  it('nothing where nothing is to be sent again: sent, on its way, or no message of ours', async () => {
    await asked('Noted.');
    await settle(here());
    const sent = await resend();
    expect([sent.status, sent.body.message]).toEqual([
      409,
      'The message has been sent: there is nothing to send again.',
    ]);
    const [part] = await parts();
    await here().deps.database.db.updateTable('channel_parts').set({ state: 'failed' }).execute();
    expect((await resend()).status).toBe(200);
    const waits = await resend();
    expect([waits.status, waits.body.message]).toEqual([409, 'The message is about to be sent.']);
    const id = await conversationId();
    const [visitors] = await said(servers.current);
    const theirs = await api('POST', `/conversations/${id}/messages/${visitors?.id}/resend`);
    expect([theirs.status, theirs.body.message]).toEqual([
      409,
      'No channel brings this message: there is nothing to send again.',
    ]);
    expect((await api('POST', `/conversations/${id}/messages/${part?.id}/resend`)).status).toBe(404);
  });

  it("not the agent's words while a person has the conversation, whose own go out", async () => {
    await asked('Noted.');
    fake.script(kit.sends, kit.answers.unauthorised, kit.answers.unauthorised);
    await settle(here());
    const operator = await operatorAt(here(), await conversationId());
    await operator.takesOver();
    await operator.says('Ola here');
    await settle(here());
    const refused = await resend();
    expect([refused.status, refused.body.message]).toEqual([
      409,
      expect.stringContaining('A person has the conversation'),
    ]);
    const own = (await said(servers.current)).find(({ author }) => author === 'human_operator');
    expect(own?.delivery).toMatchObject({ status: 'failed' });
    await api('POST', `/conversations/${await conversationId()}/messages/${own?.id}/resend`);
    await settle(here());
    expect(kit.textOf(sends().at(-1) as never)).toBe('Ola here');
    await operator.handsBack();
    expect((await resend()).status).toBe(200);
  });
});

describe('templates', () => {
  const kit = whatsappKit;
  const TEMPLATE = { name: 'order_update', language: 'en_US', parameters: ['Zoë', '4421'] };
  const send = async (body: object, options: { readonly headers?: Record<string, string> } = {}) =>
    api('POST', `/conversations/${await conversationId()}/messages`, body, options);
  /** A conversation that a person has. */
  async function taken(which = kit) {
    const channel = await addChannel(servers.current, which, fake);
    await deliver(here(), channel, which.says({ n: 1, text: 'Hello' }, 1));
    await settle(here());
    await (await operatorAt(here(), await conversationId())).takesOver();
    return channel;
  }

  it('goes out although the window has closed, and is the message that everybody reads', async () => {
    await taken();
    offsetMs = 25 * HOUR_MS;
    const answer = await send({ template: TEMPLATE });
    const text = 'Hello Zoë, your order 4421 is on its way, Zoë.';
    expect([answer.status, answer.body.parts[0].text]).toEqual([201, text]);
    expect(answer.body.metadata.client_metadata).toEqual({ template: 'order_update', template_language: 'en_US' });
    expect((await parts()).at(-1)).toMatchObject({ state: 'waiting', due_at: null });
    await settle(here());
    expect((await parts()).map(({ format }) => format)).toEqual(['whatsapp', 'template']);
    expect(fake.asked(kit.sends).at(-1)?.json).toMatchObject({
      type: 'template',
      template: {
        name: 'order_update',
        components: [{ type: 'body', parameters: [{ text: 'Zoë' }, { text: '4421' }] }],
      },
    });
    expect((await said(servers.current)).at(-1)?.delivery).toMatchObject({ status: 'sent' });
  });

  it.each([
    ['another name', { ...TEMPLATE, name: 'other' }, 'has no template other'],
    ['another language', { ...TEMPLATE, language: 'de' }, 'in de'],
    ['too few parameters', { ...TEMPLATE, parameters: ['Zoë'] }, 'has 2 parameters'],
    ['too many', { ...TEMPLATE, parameters: ['a', 'b', 'c'] }, '3 were given'],
  ])('refuses %s', async (_, template, words) => {
    await taken();
    const { status, body } = await send({ template });
    expect([status, body.error, body.message]).toEqual([400, 'unknown_template', expect.stringContaining(words)]);
    expect((await said(servers.current)).filter(({ author }) => author === 'human_operator')).toEqual([]);
  });

  it('refuses one that is not approved', async () => {
    await taken();
    const sale = { name: 'sale', language: 'en_US', status: 'PAUSED', components: [{ type: 'BODY', text: 'Sale!' }] };
    fake.script(/message_templates/, { json: { data: [sale] } });
    const { status, body } = await send({ template: { name: 'sale', language: 'en_US', parameters: [] } });
    expect([status, body.error, body.message]).toEqual([
      400,
      'unknown_template',
      'The template sale is not approved: it is paused.',
    ]);
  });

  it('refuses what does not go together, and what is empty', async () => {
    await taken();
    for (const body of [
      { template: TEMPLATE, text: 'And this' },
      { template: { ...TEMPLATE, parameters: ['Zoë', ' '] } },
      { template: { name: 'order_update' } },
      {},
    ]) {
      const answer = await send(body);
      expect([answer.status, answer.body.error]).toEqual([400, 'invalid_payload']);
    }
  });

  it('says where no template can be sent, and when the platform cannot be asked', async () => {
    await taken(slackKit);
    const refused = await send({ template: TEMPLATE });
    expect([refused.status, refused.body.error]).toEqual([400, 'template_not_possible']);
    const nobody = await api('POST', `/conversations/${here().deps.ids.uuid()}/messages`, { template: TEMPLATE });
    expect(nobody.status).toBe(404);
  });

  it('says when the platform cannot be asked', async () => {
    await taken();
    fake.script(/message_templates/, 'drop', 'drop', 'drop');
    expect((await send({ template: TEMPLATE })).status).toBe(503);
  });
});

describe('the window in which people can write', () => {
  const window = async () => (await api('GET', `/conversations/${await conversationId()}/reply-window`)).body;

  it('closes where the platform says so, and opens when the visitor writes', async () => {
    const channel = await addChannel(servers.current, whatsappKit, fake);
    const at = new Date(Math.floor(Date.now() / 1_000) * 1_000);
    await deliver(here(), channel, whatsappKit.says({ n: 1, text: 'Hello', at }, 1));
    const open = await window();
    expect(open).toMatchObject({
      object: 'reply_window',
      channel: { id: channel.id, name: channel.name, platform: 'whatsapp' },
      is_open: true,
      templates: true,
    });
    expect(new Date(open.closes_at)).toEqual(new Date(at.getTime() + 24 * HOUR_MS));
    offsetMs = 24 * HOUR_MS;
    expect(await window()).toMatchObject({ is_open: false, closes_at: open.closes_at });
    await deliver(here(), channel, whatsappKit.says({ n: 2, text: 'Back', at: here().deps.clock.now() }, 1));
    expect(await window()).toMatchObject({ is_open: true });
  });

  it('is always open elsewhere, and without a channel nobody brings anything', async () => {
    const channel = await addChannel(servers.current, slackKit, fake);
    await deliver(here(), channel, slackKit.says({ n: 1, text: 'Hello' }, 1));
    await settle(here());
    expect(await window()).toMatchObject({
      channel: { platform: 'slack' },
      is_open: true,
      closes_at: null,
      templates: false,
    });
    await api('DELETE', `/channels/${channel.id}`);
    expect(await window()).toMatchObject({ channel: null, is_open: true, closes_at: null, templates: false });
    expect((await api('GET', `/conversations/${here().deps.ids.uuid()}/reply-window`)).status).toBe(404);
  });
});
