import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { GARBAGE, spoiled } from '../../../test/support/garbage.ts';
import { graphSigned } from '../../../test/support/platforms/graph.ts';
import type { ChannelConfig, Received } from '../../domain/channels/channel.ts';
import { receive } from './incoming/receive.ts';

const config: ChannelConfig = {
  id: 'c1',
  settings: { phone_number_id: '106540352242922', verify_token: 'token' },
  secrets: { access_token: 'EAAgood', app_secret: 's3cret' },
  webhookUrl: 'https://parley.example/hooks/c1',
};
const now = new Date('2026-11-30T12:00:00Z');

function deliver(body: string): Received {
  const bytes = new TextEncoder().encode(body);
  return receive({ method: 'POST', headers: graphSigned(bytes, 's3cret'), query: new Map(), body: bytes }, config, now);
}
const fixture = (name: string): string => readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8');

function factsOf(name: string) {
  const received = deliver(fixture(name));
  if (received.kind !== 'facts') throw new Error(`It was ${received.kind}.`);
  return received;
}

describe('a message from WhatsApp', () => {
  it('has its author, text as Markdown, time, thread and what it answers', () => {
    expect(factsOf('text')).toEqual({
      kind: 'facts',
      ignored: [],
      facts: [
        {
          kind: 'message',
          key: 'wamid.TEXT',
          id: 'wamid.TEXT',
          thread: '16505551234',
          repliesTo: ['wamid.EARLIER'],
          from: { id: '16505551234', name: 'Sheena Nelson', phone: '+16505551234' },
          markdown: 'Czy macie **dużą** doniczkę? 🌵',
          files: [],
          at: new Date('2025-06-08T20:59:43Z'),
          trust: 'platform',
          facts: {
            whatsapp_phone_number_id: '106540352242922',
            whatsapp_id: '16505551234',
            whatsapp_user_id: 'US.13491208655302741918',
          },
          reply: {},
        },
      ],
    });
  });

  it('tells which advertisement it came by', () => {
    expect(factsOf('from-an-ad').facts[0]).toMatchObject({
      facts: { whatsapp_ad_url: 'https://fb.me/3cr4Wqqkv', whatsapp_ad_headline: 'Chat with us' },
    });
  });

  it('is read in every type that says something, and ignored in the others', () => {
    const { facts, ignored } = factsOf('types');
    const said = facts.map((fact) =>
      fact.kind === 'message' ? [fact.id.slice(6), fact.markdown, fact.files] : fact.kind,
    );
    expect(said).toEqual([
      ['IMAGE', 'This one', [{ ref: '1003383421387256', mime: 'image/jpeg' }]],
      ['VOICE', '', [{ ref: '1908647269898587', name: 'voice message', mime: 'audio/ogg; codecs=opus' }]],
      ['VIDEO', '', [{ ref: '3', mime: 'video/mp4' }]],
      ['DOC', '', [{ ref: '4', name: 'faktura.pdf', mime: 'application/pdf' }]],
      ['STICKER', '', [{ ref: '5', mime: 'image/webp' }]],
      [
        'PLACE',
        'Location: Philz Coffee, 101 Forest Ave, Palo Alto\nhttps://www.google.com/maps?q=37.44216251868683%2C-122.16153582049394',
        [],
      ],
      ['CARD', 'Contact: Barbara Johnson, +1 (415) 555-0829, b@example.com', []],
      ['BUTTON', 'Unsubscribe', []],
      ['LIST', 'Priority Mail Express', []],
      ['REPLY', 'Cancel', []],
      ['ORDER', 'Love these!\n\n[unsupported message]', []],
      ['UNKNOWN', '[unsupported message]', []],
    ]);
    expect(ignored).toEqual(['a message of type reaction', 'a message of type system', 'a message of type hologram']);
  });

  it('may be changed and taken back', () => {
    const { facts } = factsOf('edited-and-deleted');
    expect(facts).toMatchObject([
      {
        kind: 'edited',
        key: 'wamid.EDIT',
        target: 'wamid.TEXT',
        message: {
          id: 'wamid.TEXT',
          markdown: 'A small one, please',
          thread: '16505551234',
          from: { name: 'Sheena Nelson' },
        },
      },
      { kind: 'deleted', key: 'wamid.REVOKE', target: 'wamid.TEXT' },
    ]);
  });

  it('comes from somebody without a number by the id that WhatsApp gives instead', () => {
    const [fact] = factsOf('without-number').facts;
    expect(fact).toMatchObject({ thread: 'US.99', from: { id: 'US.99', name: 'Pablo' } });
    expect(fact).not.toHaveProperty('from.phone');
  });

  it('is shown but not answered while another program has the thread', () => {
    expect(factsOf('standby').facts).toMatchObject([{ kind: 'message', isUnanswerable: true }]);
  });

  it('is an echo when the business wrote it in its own app', () => {
    expect(factsOf('echo').facts).toEqual([
      {
        kind: 'echo',
        key: 'wamid.ECHO',
        id: 'wamid.ECHO',
        thread: '16505551234',
        markdown: "I'll see to it myself.",
        files: [],
        at: new Date('2025-06-08T20:59:50Z'),
      },
    ]);
  });
});

describe('a delivery of WhatsApp', () => {
  it('brings receipts, with the reason for a failure and the part that was sent', () => {
    const { facts, ignored } = factsOf('statuses');
    expect(facts).toMatchObject([
      { kind: 'receipt', key: 'wamid.OURS:read', target: 'wamid.OURS', status: 'read' },
      { key: 'wamid.OURS:sent', status: 'sent', part: 'part-1', at: new Date('2025-06-08T20:59:44Z') },
      { key: 'wamid.OURS:delivered', status: 'delivered' },
      { key: 'wamid.LATE:failed', status: 'failed', reason: 'window-closed' },
      { key: 'wamid.NOBODY:failed', reason: 'refused', detail: 'Message undeliverable (131026)' },
      { key: 'wamid.FAST:failed', reason: 'retry' },
    ]);
    expect(facts[3]).toHaveProperty('detail', expect.stringMatching(/^Re-engagement message: .*\(131047\)$/));
    expect(ignored).toEqual(['status warning']);
  });

  it('may hold many entries, and what is of another number is ignored', () => {
    const { facts, ignored } = factsOf('batch');
    expect(facts.map(({ key }) => key)).toEqual([
      'wamid.B1',
      'wamid.B2',
      'wamid.B3',
      'wamid.OURS:sent',
      'wamid.OURS:delivered',
    ]);
    expect(ignored).toEqual(['of another number: 999999999', 'of another number: none']);
  });

  it('may tell of groups and of errors, which are ignored', () => {
    const inGroup = fixture('text').replace('"id": "wamid.TEXT"', '"group_id": "Y2FwaV9ncm91cA", "id": "wamid.TEXT"');
    expect(deliver(inGroup)).toMatchObject({ facts: [], ignored: ['a message in a group'] });
    const failing = JSON.parse(fixture('text'));
    failing.entry[0].changes[0].value.errors = [{ code: 130429, title: 'Rate limit hit' }];
    expect(deliver(JSON.stringify(failing))).toMatchObject({ ignored: ['error 130429 of the account'] });
  });

  it('is read only when it is signed', () => {
    const body = new TextEncoder().encode(fixture('text'));
    const unsigned = { method: 'POST', headers: new Map(), query: new Map(), body };
    expect(receive(unsigned, config, now)).toEqual({ kind: 'refused', status: 401 });
  });

  it.each(GARBAGE)('is ignored when it is %s', (_, body) => {
    expect(deliver(body)).toMatchObject({ kind: 'facts', facts: [] });
  });

  it.each(['text', 'types', 'statuses', 'edited-and-deleted', 'echo'])('never throws for a spoiled %s', (name) => {
    let count = 0;
    for (const value of spoiled(JSON.parse(fixture(name)))) {
      const received = deliver(JSON.stringify(value));
      expect(received.kind).toBe('facts');
      if (received.kind !== 'facts') continue;
      for (const fact of received.facts) expect(fact.at.getTime()).not.toBeNaN();
      expect(JSON.stringify(received)).not.toMatch(/\\u0000|\\ud800/);
      count += 1;
    }
    expect(count).toBeGreaterThan(100);
  });
});
