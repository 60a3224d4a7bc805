import { afterEach, describe, expect, it } from 'vitest';
import { channelKits } from '../support/channel-kits/index.ts';
import { addChannel, chattyModel, deliver, said, settle } from '../support/channel-servers.ts';
import { platforms } from '../support/platforms.ts';
import { testServers } from '../support/servers.ts';

let answers: () => string | Promise<string> = () => 'Noted.';
const fake = await platforms(
  Object.fromEntries(channelKits.map(({ platform, part = platform, routes }) => [part, routes])),
);
const servers = testServers({
  model: chattyModel(() => answers()),
  retriever: { retrieve: async () => [] },
  config: {
    rateLimits: false,
    trustProxy: 0,
    metricsToken: undefined,
    publicUrl: 'https://parley.example',
    role: 'all',
    allowPrivateUrls: [fake.origin],
  },
});
afterEach(async () => {
  answers = () => 'Noted.';
  await servers.current.database.executeSql('drop function if exists refuse_for_test() cascade');
});

const GARBAGE = [
  '',
  'null',
  '[]',
  '{}',
  '0',
  '"x"',
  '{"entry":null}',
  '{"message":{}}',
  '{',
  '{"a":'.repeat(2_000),
  '\u0000',
  `{"event":"${'x'.repeat(500_000)}"}`,
];

/** One transparent dot. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe.each(channelKits)('$platform', (kit) => {
  const set = (n = 1) => addChannel(servers.current, kit, fake, n);
  const sent = () => fake.asked(kit.sends).map(kit.textOf);

  it('a genuine delivery is one visitor message with all that is known of it, and is answered', async () => {
    const channel = await set();
    const at = new Date(Math.floor(Date.now() / 1_000) * 1_000);
    const answer = await deliver(
      servers.current.parley,
      channel,
      kit.says({ n: 1, text: 'Where is my order?', at }, 1),
    );
    expect(answer.statusCode).toBe(200);
    await settle(servers.current.parley);
    const messages = await said(servers.current);
    expect(messages.map(({ author, content, is_welcome }) => [author, content, is_welcome])).toEqual(
      expect.arrayContaining([
        ['visitor', 'Where is my order?', false],
        ['ai_assistant', 'Noted.', false],
      ]),
    );
    const [{ conversation } = { conversation: null }] = messages;
    expect(conversation).toMatchObject({ source: kit.platform, visitor_name: kit.visitor.name, unverified_keys: [] });
    expect(conversation?.metadata).toMatchObject(kit.facts('5001'));
    expect(sent().at(-1)).toBe('Noted.');
  });

  it('refuses what is not signed, or not by this platform, or not for these bytes, and stores nothing', async () => {
    const channel = await set();
    const genuine = kit.says({ n: 1, text: 'Hello' }, 1);
    const flipped = { ...genuine, body: genuine.body.replace('Hello', 'Hellp') };
    // Telegram vouches for the caller and not for the bytes.
    const all = [...kit.forged(genuine), ...(kit.platform === 'telegram' ? [] : [flipped])];
    for (const forged of all) {
      expect([401, 403]).toContain((await deliver(servers.current.parley, channel, forged)).statusCode);
    }
    expect(await said(servers.current)).toEqual([]);
  });

  it('refuses everything while its secret is not configured', async () => {
    const channel = await set();
    const { deps } = servers.current.parley;
    const secrets = deps.secrets.seal('{}');
    await deps.database.db
      .updateTable('channels')
      .set({ secrets, settings: JSON.stringify({ api_url: fake.origin }) })
      .execute();
    const { statusCode } = await deliver(servers.current.parley, channel, kit.says({ n: 1, text: 'Hello' }, 1));
    expect([401, 403]).toContain(statusCode);
    expect(await said(servers.current)).toEqual([]);
  });

  it.runIf(kit.challenges.length > 0)('answers the challenges of its platform, and only those', async () => {
    const channel = await set();
    for (const { delivery, status, body = /^/ } of kit.challenges) {
      const answer = await deliver(servers.current.parley, channel, delivery(1));
      expect(answer.statusCode).toBe(status);
      expect(answer.body).toMatch(body);
    }
    expect(await said(servers.current)).toEqual([]);
  });

  it('the same delivery twenty times, on all servers at once, is one message with one reply', async () => {
    const channel = await set();
    const genuine = kit.says({ n: 1, text: 'Hello' }, 1);
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, at) => {
        const server = servers.current.all[at % servers.current.all.length];
        return server ? deliver(server, channel, genuine) : undefined;
      }),
    );
    expect(all.map((answer) => answer?.statusCode)).toEqual(Array(20).fill(200));
    for (const server of servers.current.all) await settle(server);
    const messages = await said(servers.current);
    expect(messages.filter(({ author }) => author === 'visitor')).toHaveLength(1);
    expect(messages.filter(({ author, is_welcome }) => author === 'ai_assistant' && !is_welcome)).toHaveLength(1);
    expect(sent().filter((text) => text === 'Noted.')).toHaveLength(1);
  });

  it('two first messages at once begin one conversation', async () => {
    const channel = await set();
    const texts = ['One', 'Two', 'Three'];
    const [first, second = first] = servers.current.all;
    if (!first || !second) throw new Error('there is a server');
    await Promise.all(
      texts.map((text, n) => deliver(n % 2 ? second : first, channel, kit.says({ n: n + 1, text }, 1))),
    );
    for (const server of servers.current.all) await settle(server);
    const messages = await said(servers.current);
    expect(new Set(messages.map(({ conversation }) => conversation.id)).size).toBe(1);
    expect(
      messages
        .filter(({ author }) => author === 'visitor')
        .map(({ content }) => content)
        .toSorted(),
    ).toEqual(texts.toSorted());
  });

  it('what could not be stored is not acknowledged, and is stored once when it comes again', async () => {
    const channel = await set();
    await servers.current.database.executeSql(`
      create function refuse_for_test() returns trigger language plpgsql as $$ begin raise 'injected'; end $$;
      create trigger refuse_for_test before insert on channel_messages for each row execute function refuse_for_test()`);
    const genuine = kit.says({ n: 1, text: 'Hello' }, 1);
    expect((await deliver(servers.current.parley, channel, genuine)).statusCode).toBeGreaterThanOrEqual(500);
    expect(await said(servers.current)).toEqual([]);
    await servers.current.database.executeSql('drop function refuse_for_test() cascade');
    for (let times = 0; times < 2; times += 1) {
      const again = { ...genuine, headers: { ...genuine.headers, 'x-slack-retry-num': '1' } };
      expect((await deliver(servers.current.parley, channel, again)).statusCode).toBe(200);
    }
    await settle(servers.current.parley);
    expect((await said(servers.current)).filter(({ author }) => author === 'visitor')).toHaveLength(1);
  });

  it('answers before the model has, and asks the platform nothing before that', async () => {
    const channel = await set();
    let finish = () => {};
    const held = new Promise<void>((resolve) => {
      finish = resolve;
    });
    answers = async () => {
      await held;
      return 'Noted.';
    };
    const answer = await deliver(
      servers.current.parley,
      channel,
      kit.says({ n: 1, text: 'See https://shop.example/a' }, 1),
    );
    expect(answer.statusCode).toBe(200);
    expect(fake.asked(kit.sends)).toEqual([]);
    expect((await said(servers.current)).filter(({ author }) => author === 'visitor')).toHaveLength(1);
    finish();
    await settle(servers.current.parley);
    expect(sent().at(-1)).toBe('Noted.');
  });

  it('takes garbage without a fault, and stores none of it', async () => {
    const channel = await set();
    for (const body of [...GARBAGE, ...kit.passedOver]) {
      const { statusCode } = await deliver(servers.current.parley, channel, kit.signs(body, 1));
      expect(statusCode, body.slice(0, 80)).toBeLessThan(500);
    }
    const huge = kit.signs(JSON.stringify({ text: 'x'.repeat(5_000_000) }), 1);
    expect((await deliver(servers.current.parley, channel, huge)).statusCode).toBe(413);
    await settle(servers.current.parley);
    expect(await said(servers.current)).toEqual([]);
  });

  it.runIf(kit.edits)('an edit is an event in the conversation, also when it comes before its original', async () => {
    const channel = await set();
    const { edits } = kit;
    if (!edits) return;
    const go = (signed: Parameters<typeof deliver>[2]) => deliver(servers.current.parley, channel, signed);
    await go(kit.says({ n: 1, text: 'Helo' }, 1));
    await go(edits({ n: 1, text: 'Hello' }, 1));
    await go(edits({ n: 1, text: 'Hello' }, 1));
    await go(edits({ n: 2, text: 'Second, better' }, 1));
    await go(kit.says({ n: 2, text: 'Second' }, 1));
    await settle(servers.current.parley);
    const visitors = (await said(servers.current)).filter(({ author }) => author === 'visitor');
    expect(visitors.map(({ content }) => content)).toEqual(['Hello', 'Second, better']);
    expect(visitors[0]?.edited_at).toBeInstanceOf(Date);
    const events = await servers.current.database.db
      .selectFrom('events')
      .select('data')
      .where('type', '=', 'message.changed')
      .execute();
    expect(events.map(({ data }) => data)).toEqual([{ ord: visitors[0]?.ord, change: 'edited' }]);
  });

  it.runIf(kit.takesBack)('what is taken back is gone, with an event', async () => {
    const channel = await set();
    const { takesBack } = kit;
    if (!takesBack) return;
    await deliver(servers.current.parley, channel, kit.says({ n: 1, text: 'My card is 4111' }, 1));
    await settle(servers.current.parley);
    await deliver(servers.current.parley, channel, takesBack(1, 1));
    const [visitor] = (await said(servers.current)).filter(({ author }) => author === 'visitor');
    expect(visitor).toMatchObject({ content: '', deleted_at: expect.any(Date) });
  });

  it.runIf(kit.sendsFile)('a file is fetched by a job, sniffed, and stands in its message', async () => {
    const channel = await set();
    const { sendsFile } = kit;
    if (!sendsFile) return;
    if (kit.file) fake.script(kit.file, { body: PNG, headers: { 'content-type': 'application/octet-stream' } });
    await deliver(servers.current.parley, channel, sendsFile({ n: 1, text: 'Look at this' }, 1));
    await settle(servers.current.parley);
    const [visitor] = (await said(servers.current)).filter(({ author }) => author === 'visitor');
    expect(visitor).toMatchObject({ content: 'Look at this', attachments: [{ content_type: 'image/png' }] });
    const [file] = await servers.current.database.db.selectFrom('files').selectAll().execute();
    expect(file).toMatchObject({ content_type: 'image/png', conversation_id: visitor?.conversation.id });
  });

  it.runIf(kit.batch)('everything in one delivery lands', async () => {
    const channel = await set();
    const { batch } = kit;
    if (!batch) return;
    await deliver(servers.current.parley, channel, kit.says({ n: 1, text: 'Hello' }, 1));
    await settle(servers.current.parley);
    const [part] = await servers.current.database.db
      .selectFrom('channel_parts')
      .selectAll()
      .orderBy('ord', 'desc')
      .execute();
    const { delivery, texts } = batch(1, part?.external_id ?? '');
    expect((await deliver(servers.current.parley, channel, delivery)).statusCode).toBe(200);
    const messages = await said(servers.current);
    expect(messages.map(({ content }) => content)).toEqual(expect.arrayContaining([...texts]));
    const after = await servers.current.database.db
      .selectFrom('channel_parts')
      .selectAll()
      .where('id', '=', part?.id ?? '')
      .execute();
    expect(after).toMatchObject([{ state: 'read' }]);
  });

  it('a delivery for one channel never reaches another', async () => {
    const [one, two] = [await set(1), await set(2)];
    const { statusCode } = await deliver(servers.current.parley, two, kit.says({ n: 1, text: 'Hello' }, 1));
    expect([200, 401, 403]).toContain(statusCode);
    expect(await said(servers.current)).toEqual([]);
    await deliver(servers.current.parley, one, kit.says({ n: 1, text: 'To the first' }, 1));
    await deliver(servers.current.parley, two, kit.says({ n: 1, text: 'To the second' }, 2));
    await settle(servers.current.parley);
    const messages = await said(servers.current);
    expect(new Set(messages.map(({ conversation }) => conversation.id)).size).toBe(2);
    const unknown = { ...one, id: '019a0000-0000-7000-8000-000000000000' };
    expect((await deliver(servers.current.parley, unknown, kit.says({ n: 9, text: 'x' }, 1))).statusCode).toBe(404);
  });
});
