import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { channelKits } from '../support/channel-kits/index.ts';
import { addChannel, chattyModel, deliver, said, settle } from '../support/channel-servers.ts';
import { longReply } from '../support/long-reply.ts';
import { operatorAt } from '../support/operator.ts';
import { platforms } from '../support/platforms.ts';
import { testServers } from '../support/servers.ts';

let reply = 'Noted.';
let offsetMs = 0;
const fake = await platforms(
  Object.fromEntries(channelKits.map(({ platform, part = platform, routes }) => [part, routes])),
);
const logged: string[] = [];
const servers = testServers({
  logger: pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) }),
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
beforeEach(() => {
  reply = 'Noted.';
  offsetMs = 0;
  logged.length = 0;
});
afterEach(() => fake.script(/^$/));

const HOUR_MS = 60 * 60 * 1_000;
const here = () => servers.current.parley;
const parts = () =>
  here().deps.database.db.selectFrom('channel_parts').selectAll().orderBy('ord').orderBy('part').execute();
const later = (ms: number) => {
  offsetMs += ms;
};

describe.each(channelKits)('$platform', (kit) => {
  const sends = () => fake.asked(kit.sends);
  /** A visitor asks and is answered with `text`. */
  async function asked(text: string, n = 1) {
    const channel = await addChannel(servers.current, kit, fake);
    reply = text;
    await deliver(here(), channel, kit.says({ n, text: 'Hello' }, 1));
    return channel;
  }
  const conversationId = async () => (await said(servers.current))[0]?.conversation.id ?? '';

  it('a long reply arrives whole, in parts that fit, each with its id', async () => {
    await asked(longReply());
    await settle(here());
    const all = await parts();
    const texts = sends().slice(-all.length);
    expect(all.length).toBeGreaterThan(1);
    for (const request of texts) expect(kit.size.of(request)).toBeLessThanOrEqual(kit.size.max);
    expect(all.map(({ state }) => state)).toEqual(all.map(() => 'sent'));
    expect(new Set(all.map(({ external_id }) => external_id)).size).toBe(all.length);
    const visible = texts.map(kit.textOf).join('\n');
    for (const word of ['Pierwszy', 'zażółć', '🎉', 'const answer', 'row 40']) expect(visible).toContain(word);
  });

  it('shows that the agent writes, only while it does', async () => {
    if (!kit.typing) return;
    const channel = await asked('Noted.');
    await settle(here());
    const shown = fake.asked(kit.typing).length;
    const operator = await operatorAt(here(), await conversationId());
    await operator.takesOver();
    await deliver(here(), channel, kit.says({ n: 2, text: 'Hello?' }, 1));
    await settle(here());
    expect(shown).toBeGreaterThan(0);
    expect(fake.asked(kit.typing)).toHaveLength(shown);
  });

  it('a part that is not taken now goes later, those behind it after it, and none twice', async () => {
    await asked(longReply());
    fake.script(kit.sends, kit.answers.rateLimited(2), { status: 500, json: {} });
    await settle(here());
    expect((await parts()).map(({ state }) => state)[0]).toBe('waiting');
    later(60_000);
    await settle(here());
    later(20 * 60_000);
    await settle(here());
    const all = await parts();
    expect(all.map(({ state }) => state)).toEqual(all.map(() => 'sent'));
    const taken = sends().map(kit.textOf);
    expect(taken.filter((text) => text === taken.at(-1))).toHaveLength(1);
    expect(all[0]?.attempts).toBe(3);
  });

  it('what may have arrived is not sent again, is shown, and is settled by what the platform tells later', async () => {
    const channel = await asked('Noted.');
    fake.script(kit.sends, 'drop');
    await settle(here());
    later(HOUR_MS);
    await settle(here());
    const [part] = await parts();
    expect(part).toMatchObject({ state: 'unknown', reason: 'unknown', attempts: 1 });
    const [message] = (await said(servers.current)).filter(({ ord }) => ord === part?.ord);
    expect(message?.delivery).toMatchObject({ status: 'unknown' });
    if (!kit.settles) return;
    await deliver(here(), channel, kit.settles(part?.id ?? '', channel.id, 1));
    expect(['sent', 'delivered']).toContain((await parts())[0]?.state);
    expect((await parts())[0]?.external_id).toBeTruthy();
  });

  it('credentials that are no good any more are told once, and the channel needs attention', async () => {
    const channel = await asked('Noted.');
    fake.script(kit.sends, kit.answers.unauthorised, kit.answers.unauthorised);
    await settle(here());
    await deliver(here(), channel, kit.says({ n: 2, text: 'Hello?' }, 1));
    await settle(here());
    const states = (await parts()).map(({ state }) => state);
    expect(states).toEqual(['failed', 'failed']);
    const { db } = here().deps.database;
    const mails = await db
      .selectFrom('mail_outbox')
      .select(['kind', 'text'])
      .where('kind', '=', 'channel_alarm')
      .execute();
    expect(mails).toHaveLength(1);
    const [row] = await db.selectFrom('channels').select('problem').execute();
    expect(row?.problem).toMatchObject({ code: 'unauthorised' });
    for (const word of kit.secretWords(1)) expect(JSON.stringify([mails, row])).not.toContain(word);
  });

  it.runIf(kit.answers.blocked)('a visitor who has blocked us is not written to again', async () => {
    await asked('Noted.');
    fake.script(kit.sends, kit.answers.blocked ?? 'drop');
    await settle(here());
    later(HOUR_MS);
    await settle(here());
    expect(await parts()).toMatchObject([{ state: 'failed', reason: 'blocked', attempts: 1 }]);
  });

  it('nothing of the agent leaves once a person has the conversation, not even what waits', async () => {
    await asked(longReply());
    fake.script(kit.sends, kit.answers.rateLimited(2));
    await settle(here());
    const operator = await operatorAt(here(), await conversationId());
    await operator.takesOver();
    await operator.says('Ola here, how can I help?');
    const before = sends().length;
    later(60_000);
    await settle(here());
    const texts = sends().slice(before).map(kit.textOf);
    expect(texts).toEqual(['Ola here, how can I help?']);
    const all = await parts();
    expect(all.filter(({ speaker }) => speaker === 'agent').every(({ state }) => state === 'dropped')).toBe(true);
  });

  it.runIf(kit.windowHours)('once the window has closed nothing is sent before the visitor writes again', async () => {
    const channel = await asked('Noted.');
    await settle(here());
    const operator = await operatorAt(here(), await conversationId());
    await operator.takesOver();
    const human = kit.humanWindowHours ?? kit.windowHours ?? 0;
    later(human * HOUR_MS - 2_000);
    await operator.says('Just in time');
    await settle(here());
    expect(kit.textOf(sends().at(-1) as never)).toBe('Just in time');
    later(3_000);
    await operator.says('Too late');
    await settle(here());
    expect((await parts()).at(-1)).toMatchObject({ state: 'held', reason: 'window-closed' });
    await deliver(here(), channel, kit.says({ n: 2, text: 'I am back', at: here().deps.clock.now() }, 1));
    await settle(here());
    expect(kit.textOf(sends().at(-1) as never)).toBe('Too late');
  });

  it.runIf(kit.windowHours)('the agent is held when the window has closed at the moment of sending', async () => {
    await asked('Noted.');
    await settle(here());
    const channel = await here()
      .deps.database.db.selectFrom('channel_conversations')
      .selectAll()
      .executeTakeFirstOrThrow();
    const { db } = here().deps.database;
    const windowMs = (kit.windowHours ?? 0) * HOUR_MS;
    for (const [sinceMs, state] of [
      [windowMs - 1_000, 'sent'],
      [windowMs + 1_000, 'held'],
    ] as const) {
      const last = new Date(here().deps.clock.now().getTime() - sinceMs);
      await db.updateTable('channel_conversations').set({ last_received_at: last }).execute();
      const [part] = await parts();
      await db
        .updateTable('channel_parts')
        .set({ state: 'waiting', due_at: here().deps.clock.now() })
        .where('id', '=', part?.id ?? '')
        .execute();
      await settle(here());
      expect((await parts())[0]).toMatchObject({ state });
    }
    expect(channel.last_received_at).toBeInstanceOf(Date);
  });

  it.runIf(kit.windowHours)(
    'what the agent could not say is dropped when the visitor writes again, which is told',
    async () => {
      const channel = await asked('Noted.');
      fake.script(kit.sends, kit.answers.windowClosed ?? 'drop');
      await settle(here());
      const held = (await said(servers.current)).find(({ author }) => author === 'ai_assistant');
      expect(held?.delivery).toMatchObject({ status: 'held' });
      reply = 'Anew.';
      await deliver(here(), channel, kit.says({ n: 2, text: 'I am back', at: here().deps.clock.now() }, 1));
      await settle(here());
      const replies = (await said(servers.current)).filter(({ author }) => author === 'ai_assistant');
      expect(replies.map(({ delivery }) => delivery)).toMatchObject([
        { status: 'dropped', reason: 'answered_anew' },
        { status: 'sent' },
      ]);
      expect(sends().map(kit.textOf)).toEqual(['Noted.', 'Anew.']);
    },
  );

  it.runIf(kit.receipt)('receipts move forward only, and what nobody knows changes nothing', async () => {
    const channel = await asked('Noted.');
    await settle(here());
    const { receipt } = kit;
    if (!receipt) return;
    const id = (await parts())[0]?.external_id ?? '';
    for (const [sentId, status, state] of [
      [id, 'read', 'read'],
      [id, 'delivered', 'read'],
      [id, 'sent', 'read'],
      [id, 'read', 'read'],
      [id, 'failed', 'read'],
      ['nobody-knows', 'read', 'read'],
    ] as const) {
      expect((await deliver(here(), channel, receipt(sentId, status, 1))).statusCode).toBe(200);
      expect((await parts())[0]).toMatchObject({ state });
    }
    const { db } = here().deps.database;
    const events = await db
      .selectFrom('events')
      .select('data')
      .where('type', '=', 'message.delivered')
      .orderBy('seq')
      .execute();
    expect(events.map(({ data }) => data.status)).toEqual(expect.arrayContaining(['sent', 'read']));
    expect(events.filter(({ data }) => data.status === 'read')).toHaveLength(1);
  });

  it('keeps its secrets out of everything, and takes none from the environment', async () => {
    for (const name of kit.environment) process.env[name] = 'from-the-environment';
    try {
      await asked('Noted.');
      fake.script(kit.sends, 'drop', kit.answers.unauthorised);
      await settle(here());
      expect(
        JSON.stringify(fake.requests.map(({ url, headers, body }) => [url, headers, body.toString()])),
      ).not.toContain('from-the-environment');
      const { db } = here().deps.database;
      const rows = await Promise.all([
        db.selectFrom('events').selectAll().execute(),
        db.selectFrom('messages').selectAll().execute(),
        db.selectFrom('channel_parts').selectAll().execute(),
        db.selectFrom('channels').selectAll().execute(),
      ]);
      const text = JSON.stringify([rows, logged]);
      expect(logged.join()).toContain('was not taken');
      expect(logged.join()).not.toContain('Noted.');
      for (const word of kit.secretWords(1)) expect(text).not.toContain(word);
    } finally {
      for (const name of kit.environment) delete process.env[name];
    }
  });
});
