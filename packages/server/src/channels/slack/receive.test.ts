import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SLACK_SECRET, slackDelivery } from '../../../test/support/platforms/slack.ts';
import type { ChannelConfig, Received } from '../../domain/channels/channel.ts';
import type { JsonObject } from '../../lib/json.ts';
import { receive } from './incoming/receive.ts';

const now = new Date('2026-11-30T12:00:00Z');

const configOf = (settings: JsonObject = {}): ChannelConfig => ({
  id: 'c1',
  settings,
  secrets: { signing_secret: SLACK_SECRET, bot_token: 'xoxb-1' },
  webhookUrl: 'https://parley.example/channels/c1',
});

type Payload = { readonly event: object } & Readonly<Record<string, unknown>>;
const fixture = (name: string): Payload =>
  JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8'));

/** A fixture whose event is changed a little. */
const changed = (name: string, event: object, more: object = {}): object => {
  const payload = fixture(name);
  return { ...payload, ...more, event: { ...payload.event, ...event } };
};

const heard = (payload: object | string | Uint8Array, settings: JsonObject = {}, headers = {}): Received =>
  receive(slackDelivery(payload, { at: now, headers }), configOf(settings), now);

const factOf = (received: Received) => (received.kind === 'facts' ? received.facts[0] : undefined);
const ignoredOf = (received: Received) => (received.kind === 'facts' ? received.ignored : received.kind);

describe('a direct message', () => {
  it('is a message of its author, in Markdown', () => {
    expect(heard(fixture('message-im'))).toEqual({
      kind: 'facts',
      ignored: [],
      facts: [
        {
          kind: 'message',
          key: 'T123ABC456:D024BE91L:1715873754.429808',
          id: 'T123ABC456:D024BE91L:1715873754.429808',
          thread: 'T123ABC456:D024BE91L',
          from: { id: 'U061F7AUR' },
          markdown: 'Is the **blue** lamp in stock? 👍🏽 See [the lamp](https://shop.example.com/lamps?a=1&b=2)',
          files: [],
          at: new Date(1_715_873_754_430),
          trust: 'platform',
          facts: { slack_team_id: 'T123ABC456', slack_channel_id: 'D024BE91L', slack_user_id: 'U061F7AUR' },
          reply: { channel: 'D024BE91L' },
        },
      ],
    });
  });

  it('is a conversation of its own in a thread', () => {
    expect(factOf(heard(fixture('message-im-in-thread')))).toMatchObject({
      thread: 'T123ABC456:D024BE91L:1715873754.429808',
      reply: { channel: 'D024BE91L', threadTs: '1715873754.429808' },
      facts: { slack_thread_ts: '1715873754.429808' },
    });
  });

  it('is read the same when it is delivered again, and when only that arrives', () => {
    const again = heard(fixture('message-im'), {}, { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_error' });
    expect(again).toEqual(heard(fixture('message-im')));
  });

  it('brings files, and links to those that lie elsewhere', () => {
    expect(factOf(heard(fixture('file-share')))).toMatchObject({
      markdown: 'This one is broken\n\n[Order](https://docs.example.com/document/d/1)',
      files: [
        {
          ref: 'https://files.slack.com/files-pri/T123ABC456-F0123LAMP/lamp.png',
          name: 'lamp.png',
          mime: 'image/png',
          size: 24813,
        },
        { ref: 'F0123ELSE', name: 'file' },
      ],
    });
  });

  it('quotes a message that is passed on, and no preview', () => {
    const attachments = [
      { is_share: true, text: 'The *lamp*\nis broken', author_name: 'Jan' },
      { from_url: 'https://shop.example.com', text: 'Lamps of all kinds' },
    ];
    const passed = changed('message-im', { text: '', attachments });
    expect(factOf(heard(passed))).toMatchObject({ markdown: '> The **lamp**\n> is broken' });
  });
});

describe('in channels', () => {
  it('a mention is one message, though it comes twice', () => {
    const [mention, message] = ['app-mention', 'message-in-channel-with-mention'].map((name) =>
      factOf(heard(fixture(name))),
    );
    expect(mention).toEqual(message);
    expect(mention).toMatchObject({
      key: 'T123ABC456:C123ABC456:1715880000.000100',
      thread: 'T123ABC456:C123ABC456:1715880000.000100',
      markdown: 'when does the shop open?',
      reply: { channel: 'C123ABC456', threadTs: '1715880000.000100' },
    });
    expect(mention).not.toHaveProperty('onlyIfKnown');
  });

  it('a reply in a thread is heeded where the thread is known', () => {
    expect(factOf(heard(fixture('message-in-channel-thread')))).toMatchObject({
      thread: 'T123ABC456:C123ABC456:1715880000.000100',
      repliesTo: ['T123ABC456:C123ABC456:1715880000.000100'],
      onlyIfKnown: true,
    });
    const mentioned = factOf(
      heard(changed('message-in-channel-thread', { text: 'Hey <@UBOT00001>, and on Sundays?' })),
    );
    expect(mentioned).toMatchObject({ markdown: 'Hey, and on Sundays?' });
    expect(mentioned).not.toHaveProperty('onlyIfKnown');
  });

  it('what is said to others is not', () => {
    expect(ignoredOf(heard(fixture('message-in-channel')))).toEqual(['message.not for the bot']);
  });

  it('everything is heard in the mode all, and nothing in the mode off', () => {
    const all = factOf(heard(fixture('message-in-channel'), { channels: 'all' }));
    expect(all).toMatchObject({ markdown: 'Lunch?', thread: 'T123ABC456:C123ABC456:1715880100.000100' });
    const off = ['message-in-channel', 'app-mention', 'message-in-channel-thread'];
    expect(off.map((name) => ignoredOf(heard(fixture(name), { channels: 'off' })))).toEqual(
      off.map(() => ['message.in a channel']),
    );
    expect(factOf(heard(fixture('message-im'), { channels: 'off' }))).toBeDefined();
  });

  it('knows the bot by the setting, where the delivery does not name it', () => {
    const { authorizations: _, ...payload } = fixture('message-in-channel-with-mention');
    expect(ignoredOf(heard(payload))).toEqual(['message.not for the bot']);
    expect(factOf(heard(payload, { bot_user_id: 'UBOT00001' }))).toMatchObject({
      markdown: 'when does the shop open?',
    });
  });

  it('a mention that says nothing more opens', () => {
    expect(factOf(heard(changed('app-mention', { text: '<@UBOT00001>' })))).toMatchObject({
      markdown: '',
      opens: { payload: null },
    });
  });
});

describe('edits and deletions', () => {
  it('name the message, under the key of their event', () => {
    expect(factOf(heard(fixture('message-changed')))).toMatchObject({
      kind: 'edited',
      key: 'Ev0000EDIT',
      target: 'T123ABC456:D024BE91L:1715873754.429808',
      at: new Date(1_715_873_800_000),
      message: {
        key: 'T123ABC456:D024BE91L:1715873754.429808',
        thread: 'T123ABC456:D024BE91L',
        markdown: 'Is the green lamp in stock?',
      },
    });
    expect(factOf(heard(fixture('message-deleted')))).toEqual({
      kind: 'deleted',
      key: 'Ev0000DELETE',
      target: 'T123ABC456:D024BE91L:1715873754.429808',
      at: new Date(1_715_873_900_000),
    });
  });

  it('a preview and a reply in the thread are no edits', () => {
    expect(ignoredOf(heard(fixture('message-changed-by-preview')))).toEqual(['message.unchanged']);
    const { previous_message: _, ...event } = fixture('message-changed-by-preview').event as JsonObject;
    expect(ignoredOf(heard({ ...fixture('message-changed-by-preview'), event }))).toEqual(['message.unchanged']);
  });

  it('a file that is taken away is an edit', () => {
    const [said] = [fixture('message-changed').event as { message: object }];
    const previous_message = { ...said.message, files: [{ id: 'F1' }] };
    expect(factOf(heard(changed('message-changed', { previous_message })))).toMatchObject({ kind: 'edited' });
  });

  it('the gravestone of a message with replies is a deletion', () => {
    const message = {
      type: 'message',
      subtype: 'tombstone',
      ts: '1715873754.429808',
      text: 'This message was deleted.',
    };
    expect(factOf(heard(changed('message-changed', { message })))).toMatchObject({
      kind: 'deleted',
      target: 'T123ABC456:D024BE91L:1715873754.429808',
    });
  });

  it('in a channel are heeded where the message is known', () => {
    const inChannel = { channel: 'C123ABC456', channel_type: 'channel' };
    expect(factOf(heard(changed('message-changed', inChannel)))).toMatchObject({ message: { onlyIfKnown: true } });
    expect(ignoredOf(heard(changed('message-changed', inChannel), { channels: 'off' }))).toEqual([
      'message.in a channel',
    ]);
  });

  it('of our own messages are ignored', () => {
    const mine = { previous_message: { user: 'UBOT00001', text: 'Yes', bot_id: 'B123ABC456' } };
    expect(ignoredOf(heard(changed('message-deleted', mine)))).toEqual(['message.own']);
    const message = { user: 'UBOT00001', bot_id: 'B123ABC456', ts: '1715873756.000100', text: 'No', edited: {} };
    expect(ignoredOf(heard(changed('message-changed', { message })))).toEqual(['message.own']);
  });
});

describe('openings', () => {
  it('are the first visit to the tab of messages, whenever it is told', () => {
    const [first, second] = ['Ev1', 'Ev2'].map((event_id) =>
      factOf(heard({ ...fixture('app-home-opened'), event_id })),
    );
    expect(first).toEqual(second);
    expect(first).toMatchObject({
      key: 'open:T123ABC456:D024BE91L',
      thread: 'T123ABC456:D024BE91L',
      from: { id: 'U061F7AUR' },
      at: new Date(1_715_873_754_000),
      opens: { payload: null },
      reply: { channel: 'D024BE91L' },
    });
    expect(ignoredOf(heard(changed('app-home-opened', { tab: 'home' })))).toEqual(['app_home_opened']);
  });

  it('are threads of an assistant', () => {
    expect(factOf(heard(fixture('assistant-thread-started')))).toMatchObject({
      thread: 'T123ABC456:D024BE91L:1729999327.187299',
      opens: { payload: null },
      reply: { channel: 'D024BE91L', threadTs: '1729999327.187299' },
    });
  });
});

describe('what is not for us', () => {
  it.each([
    ['own-message', 'message.own'],
    ['bot-message', 'message.bot_message'],
    ['channel-join', 'message.channel_join'],
  ])('%s is ignored', (name, why) => {
    expect(ignoredOf(heard(fixture(name)))).toEqual([why]);
    expect(ignoredOf(heard(fixture(name), { channels: 'all' }))).toEqual([why]);
  });

  it('other bots and other apps are ignored', () => {
    expect(ignoredOf(heard(changed('message-im', { bot_id: 'B9' })))).toEqual(['message.bot']);
    expect(ignoredOf(heard(fixture('message-im'), { app_id: 'AOTHER' }))).toEqual(['another app']);
    expect(factOf(heard(fixture('message-im'), { app_id: 'A123ABC456' }))).toBeDefined();
  });

  it('a challenge is answered when it is signed, and only then', () => {
    const challenge = fixture('url-verification');
    expect(heard(challenge)).toEqual({ kind: 'answer', body: challenge.challenge, type: 'text/plain' });
    const forged = slackDelivery(challenge, { at: now, secret: 'another' });
    expect(receive(forged, configOf(), now)).toEqual({ kind: 'refused', status: 401 });
  });

  it('nothing is believed without a secret', () => {
    const config = { ...configOf(), secrets: {} };
    expect(receive(slackDelivery(fixture('message-im'), { at: now }), config, now)).toEqual({
      kind: 'refused',
      status: 401,
    });
  });

  it('buttons and commands are ignored', () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(ignoredOf(heard('payload=%7B%7D', {}, headers))).toEqual(['interaction']);
  });
});

describe('garbage', () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  it.each([
    ['nothing', ''],
    ['half of a JSON', '{"type":"event_call'],
  ])('%s is refused', (_, body) => {
    expect(heard(body)).toEqual({ kind: 'refused', status: 400 });
  });

  it.each([
    ['null', 'null'],
    ['a list', '[]'],
    ['an object', '{}'],
    ['a number', '7'],
    ['an event that is a text', '{"type":"event_callback","event":"x"}'],
    ['an empty event', '{"type":"event_callback","event":{}}'],
    ['wrong types', '{"type":["event_callback"],"event":{"type":1}}'],
    [
      'a message of numbers',
      '{"type":"event_callback","event":{"type":"message","user":1,"ts":2,"text":{},"channel":[]}}',
    ],
    ['a change of nothing', '{"type":"event_callback","event":{"type":"message","subtype":"message_changed"}}'],
    [
      'a deletion of nothing',
      '{"type":"event_callback","event":{"type":"message","subtype":"message_deleted","channel":7}}',
    ],
    ['an assistant of nothing', '{"type":"event_callback","event":{"type":"assistant_thread_started"}}'],
    ['a prototype', '{"type":"event_callback","__proto__":{"event":{}},"event":{"type":"constructor"}}'],
  ])('%s is ignored', (_, body) => {
    expect(heard(body)).toMatchObject({ kind: 'facts', facts: [] });
  });

  it('deep nesting, five megabytes, bad bytes and bad characters do no harm', () => {
    expect(() => heard(deep)).not.toThrow();
    const blocks = JSON.parse(`${'[{"elements":'.repeat(500)}[]${'}]'.repeat(500)}`);
    expect(factOf(heard(changed('message-im', { blocks })))).toBeDefined();
    expect(factOf(heard(changed('message-im', { text: 'x'.repeat(5_000_000) })))).toBeDefined();
    expect(heard(Uint8Array.of(0xff, 0xfe, 0x00))).toEqual({ kind: 'refused', status: 400 });
    const bad = changed('message-im', {
      text: 'a\u0000\ud800',
      user_profile: { real_name: 'A\u0000' },
      files: [null, 3, {}],
    });
    expect(factOf(heard(bad))).toMatchObject({ markdown: 'a\ufffd\ufffd', from: { name: 'A\ufffd' }, files: [] });
  });

  it('of any shape never throws', () => {
    const names = ['message-im', 'file-share', 'message-changed', 'message-deleted', 'app-mention', 'app-home-opened'];
    const keys = [
      'text',
      'files',
      'user',
      'ts',
      'thread_ts',
      'channel',
      'message',
      'previous_message',
      'blocks',
      'attachments',
    ];
    const strange = fc.dictionary(fc.constantFrom(...keys), fc.oneof(fc.jsonValue(), fc.array(fc.jsonValue())));
    fc.assert(
      fc.property(fc.constantFrom(...names), strange, (name, event) => {
        expect(heard(changed(name, event)).kind).toBe('facts');
      }),
      { numRuns: 500 },
    );
  });

  it('ids that are no ids are not taken', () => {
    expect(ignoredOf(heard(changed('message-im', { channel: 'D1:2' })))).toEqual(['message.malformed']);
    expect(ignoredOf(heard(changed('message-im', { ts: '1e400.0' })))).toEqual(['message.malformed']);
  });
});
