import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { GARBAGE, spoiled } from '../../../test/support/garbage.ts';
import { graphSigned } from '../../../test/support/platforms/graph.ts';
import type { ChannelConfig } from '../../domain/channels/channel.ts';
import { createInstagram } from './instagram.ts';

const config: ChannelConfig = {
  id: 'c1',
  settings: { instagram_account_id: '17841400000000000', verify_token: 'token' },
  secrets: { page_access_token: 'EAAgood', app_secret: 's3cret' },
  webhookUrl: 'https://parley.example/hooks/c1',
};
const now = new Date('2026-11-30T12:00:00Z');
const instagram = createInstagram({ fetch: () => Promise.reject(new Error('Reading makes no calls.')) });

async function deliver(body: string) {
  const bytes = new TextEncoder().encode(body);
  const delivery = { method: 'POST', headers: graphSigned(bytes, 's3cret'), query: new Map(), body: bytes };
  const received = await instagram.receive(delivery, config, now);
  if (received.kind !== 'facts') throw new Error(`It was ${received.kind}.`);
  return received;
}
const fixture = (name: string): string => readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8');
const read = (name: string) => deliver(fixture(name));

const LOOKASIDE = 'https://lookaside.fbsbx.com/ig_messaging_cdn/?asset_id=17&signature=Ab';

describe('a message from Instagram', () => {
  it('has its author, text, time, thread and what it answers', async () => {
    const { facts } = await read('messages');
    expect(facts[0]).toEqual({
      kind: 'message',
      key: 'aWd1',
      id: 'aWd1',
      thread: '876543210987654',
      repliesTo: ['aWd0'],
      from: { id: '876543210987654' },
      markdown: 'Cześć 🌵',
      files: [],
      at: new Date(1749416383123),
      trust: 'platform',
      facts: { instagram_id: '876543210987654', instagram_account_id: '17841400000000000' },
      reply: {},
    });
  });

  it('may have pictures, stories and reels, and may be taken back', async () => {
    const { facts, ignored } = await read('messages');
    const file = [{ ref: LOOKASIDE }];
    expect(facts.slice(1)).toMatchObject([
      { id: 'aWd2', markdown: '', files: file },
      { id: 'aWd3', markdown: 'Mentioned you in a story.', files: file },
      { id: 'aWd4', markdown: 'This?\n\nShared a reel. Repotting', files: file },
      { id: 'aWd5', markdown: '[unsupported message]', files: [] },
      { kind: 'deleted', key: 'aWd1:deleted', target: 'aWd1' },
      { id: 'aWd6', markdown: 'Great story', files: [] },
    ]);
    expect(facts[6]).not.toHaveProperty('repliesTo');
    expect(ignored).toEqual([]);
  });

  it('is read as well when the app dashboard sends it for a test', async () => {
    const { facts, ignored } = await read('test-from-dashboard');
    expect(facts).toMatchObject([{ id: 'random_mid', markdown: 'random_text' }]);
    expect(ignored).toEqual([]);
  });
});

describe('an event of Instagram', () => {
  it('is a receipt, a press, a way in, or an echo', async () => {
    const { facts, ignored } = await read('events');
    expect(facts).toMatchObject([
      { kind: 'receipt', key: 'aWdOURS:read', target: 'aWdOURS', status: 'read' },
      { kind: 'message', id: 'aWd7', markdown: 'Where are you?' },
      { kind: 'message', markdown: '', opens: { payload: 'bio' }, facts: { instagram_ref: 'bio' } },
      { kind: 'echo', id: 'aWd8', thread: '876543210987654', markdown: 'From the app' },
      { kind: 'receipt', target: 'aWd9', part: 'part-2', status: 'sent' },
    ]);
    expect(ignored).toEqual(['a reaction']);
  });

  it('of another account is ignored', async () => {
    const other = fixture('messages').replace('"id": "17841400000000000",\n      "time"', '"id": "1",\n      "time"');
    expect(await deliver(other)).toMatchObject({ facts: [], ignored: ['of another account: 1'] });
  });

  it.each(GARBAGE)('is ignored when it is %s', async (_, body) => {
    expect(await deliver(body)).toMatchObject({ facts: [] });
  });

  it.each(['messages', 'events', 'test-from-dashboard'])('never throws for spoiled %s', async (name) => {
    for (const value of spoiled(JSON.parse(fixture(name)))) {
      const received = await deliver(JSON.stringify(value));
      for (const fact of received.facts) expect(fact.at.getTime()).not.toBeNaN();
    }
  });
});
