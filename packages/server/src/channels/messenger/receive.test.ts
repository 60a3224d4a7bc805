import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { GARBAGE, spoiled } from '../../../test/support/garbage.ts';
import { graphSigned } from '../../../test/support/platforms/graph.ts';
import type { ChannelConfig } from '../../domain/channels/channel.ts';
import { createMessenger } from './messenger.ts';

const config: ChannelConfig = {
  id: 'c1',
  settings: { page_id: '1020304050', verify_token: 'token' },
  secrets: { page_access_token: 'EAAgood', app_secret: 's3cret' },
  webhookUrl: 'https://parley.example/hooks/c1',
};
const now = new Date('2026-11-30T12:00:00Z');
const messenger = createMessenger({ fetch: () => Promise.reject(new Error('Reading makes no calls.')) });

async function deliver(body: string) {
  const bytes = new TextEncoder().encode(body);
  const delivery = { method: 'POST', headers: graphSigned(bytes, 's3cret'), query: new Map(), body: bytes };
  const received = await messenger.receive(delivery, config, now);
  if (received.kind !== 'facts') throw new Error(`It was ${received.kind}.`);
  return received;
}
const fixture = (name: string): string => readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8');
const read = (name: string) => deliver(fixture(name));

describe('a message from Messenger', () => {
  it('has its author, text, time, thread and what it answers', async () => {
    const { facts } = await read('messages');
    expect(facts[0]).toEqual({
      kind: 'message',
      key: 'm_TEXT',
      id: 'm_TEXT',
      thread: '6543217890',
      repliesTo: ['m_EARLIER'],
      from: { id: '6543217890' },
      markdown: 'Czy macie **dużą** doniczkę? 🌵',
      files: [],
      at: new Date(1749416383123),
      trust: 'platform',
      facts: { messenger_id: '6543217890', messenger_page_id: '1020304050' },
      reply: {},
    });
  });

  it('may have files, quick replies, links and places', async () => {
    const { facts, ignored } = await read('messages');
    const said = facts
      .slice(1)
      .map((fact) => (fact.kind === 'message' ? [fact.id, fact.markdown, fact.files] : fact.kind));
    expect(said).toEqual([
      [
        'm_FILES',
        '',
        [
          { ref: expect.stringContaining('scontent.xx.fbcdn.net'), name: 'cat.jpg' },
          { ref: expect.stringContaining('voice.mp4?oh=1'), name: 'voice.mp4' },
          { ref: expect.stringContaining('faktura.pdf?oh=2'), name: 'faktura.pdf' },
        ],
      ],
      ['m_QUICK', 'Yes', []],
      ['m_AD', 'Hi', []],
      ['m_LINK', 'Look\n\nA pot\nhttps://shop.example/pot', []],
      ['m_PLACE', 'Location: 37.44,-122.16\nhttps://www.google.com/maps?q=37.44%2C-122.16', []],
      ['m_ODD', '[unsupported message]', []],
    ]);
    expect(ignored).toEqual(['an empty message']);
    expect(facts[3]).toMatchObject({
      facts: { messenger_ref: 'spring', messenger_ad_id: '6045246247433', messenger_ad_title: 'Succulents' },
    });
  });

  it('is shown but not answered in standby', async () => {
    const { facts } = await read('standby');
    expect(facts).toMatchObject([
      { kind: 'message', id: 'm_S1', isUnanswerable: true },
      { kind: 'echo', id: 'm_S2' },
      { kind: 'message', markdown: 'Opening hours', isUnanswerable: true },
    ]);
  });
});

describe('an event of Messenger', () => {
  it('is an edit, a press, a way in or a receipt', async () => {
    const { facts, ignored } = await read('events');
    const at = new Date(1749416383123);
    const upTo = new Date(1749416384000);
    expect(facts).toMatchObject([
      {
        kind: 'edited',
        key: 'm_TEXT:edit:1',
        target: 'm_TEXT',
        message: { id: 'm_TEXT', markdown: 'A small one, please' },
      },
      {
        kind: 'message',
        id: 'm_START',
        markdown: 'Get Started',
        opens: { payload: 'qr-7' },
        facts: { messenger_ref: 'qr-7' },
      },
      { kind: 'message', key: '6543217890:1749416383123:postback', markdown: 'Opening hours', at },
      { kind: 'message', key: '6543217890:1749416383123:referral', markdown: '', opens: { payload: 'qr-8' } },
      { kind: 'receipt', key: 'm_1:delivered', target: 'm_1', status: 'delivered', at: upTo },
      { kind: 'receipt', key: 'm_2:delivered', target: 'm_2', status: 'delivered' },
      { kind: 'receipt', target: { thread: '6543217890', upTo }, status: 'delivered' },
      { kind: 'receipt', target: { thread: '6543217890', upTo: new Date(1749416385000) }, status: 'read' },
    ]);
    expect(facts[2]).not.toHaveProperty('opens');
    expect(ignored).toEqual([
      'a reaction',
      'an event with pass_thread_control, recipient, sender, timestamp',
      'an event of nobody',
    ]);
  });

  it('is an echo, unless this channel said it: then it tells which part has arrived', async () => {
    const { facts } = await read('echoes');
    expect(facts).toMatchObject([
      { kind: 'receipt', key: 'm_OURS:sent', target: 'm_OURS', part: 'part-1', status: 'sent' },
      { kind: 'echo', id: 'm_OTHER', thread: '6543217890' },
      { kind: 'echo', id: 'm_PERSON', thread: '6543217890', markdown: "I'll see to it myself." },
    ]);
  });
});

describe('a delivery of Messenger', () => {
  it('may hold many entries, and what is of another page is ignored', async () => {
    const { facts, ignored } = await read('batch');
    expect(facts.map(({ key }) => key)).toEqual(['m_1', 'm_2', 'm_3']);
    expect(ignored).toEqual(['of another account: 999999']);
  });

  it('is read only when it is signed', async () => {
    const body = new TextEncoder().encode(fixture('messages'));
    const unsigned = { method: 'POST', headers: new Map(), query: new Map(), body };
    expect(await messenger.receive(unsigned, config, now)).toEqual({ kind: 'refused', status: 401 });
  });

  it.each(GARBAGE)('is ignored when it is %s', async (_, body) => {
    expect(await deliver(body)).toMatchObject({ facts: [] });
  });

  it.each(['messages', 'events', 'echoes', 'standby'])('never throws for spoiled %s', async (name) => {
    let count = 0;
    for (const value of spoiled(JSON.parse(fixture(name)))) {
      const received = await deliver(JSON.stringify(value));
      for (const fact of received.facts) expect(fact.at.getTime()).not.toBeNaN();
      expect(JSON.stringify(received)).not.toMatch(/\\u0000|\\ud800/);
      count += 1;
    }
    expect(count).toBeGreaterThan(100);
  });
});
