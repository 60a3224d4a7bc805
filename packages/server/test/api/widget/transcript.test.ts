import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { sendMail } from '../../../src/commands/send-mail.ts';
import { testApp } from '../../support/app.ts';
import { startSmtp } from '../../support/smtp.ts';
import { answered, type TestVisitor, visitorAt } from '../../support/visitor.ts';
import { setWidget } from '../../support/widget-settings.ts';
import { workspaceApi } from '../../support/workspace-api.ts';

const smtp = await startSmtp();
const settings = { trustProxy: 0, metricsToken: undefined, publicUrl: undefined, role: 'all' } as const;
const app = testApp({ config: { ...settings, rateLimits: false, smtpUrl: smtp.url } });
const limited = testApp({ config: { ...settings, rateLimits: true, smtpUrl: smtp.url } });
const without = testApp();
const workspace = workspaceApi(app);
let june: TestVisitor;
let conversation: string;

beforeEach(async () => {
  smtp.clear();
  june = await visitorAt(app.current.parley);
  conversation = (await june.says('Is <b>this</b> in stock?')).conversation_id;
});
afterAll(() => smtp.close());

const ask = (email: string, visitor = june) =>
  visitor.call('POST', `/conversations/${conversation}/transcript`, { email });
async function delivered() {
  while (await sendMail(app.current.parley.deps));
  return smtp.mails;
}

describe('the transcript of a conversation', () => {
  it('tells what the visitor saw: welcome, words, markers, files; and nothing of the team', async () => {
    await workspace('PATCH', `/conversations/${conversation}`, { status: 'open', assigned_to: null });
    await workspace('POST', `/conversations/${conversation}/notes`, { content: 'A difficult customer.' });
    const said = { text: 'It **is** <script>alert(1)</script>', attachments: [{ url: 'https://shop.example/a.png' }] };
    await workspace('POST', `/conversations/${conversation}/messages`, said);
    await workspace('PATCH', `/conversations/${conversation}`, { status: 'closed' });
    expect((await ask('ann@example.com')).json()).toEqual({ is_done: true });
    const [mail] = await delivered();
    expect(mail?.envelope.to).toEqual(['ann@example.com']);
    expect(mail?.subject).toBe('Your conversation with Ada');
    const text = mail?.text ?? '';
    const parts = [
      'Hello! How can I help',
      'You (',
      'Is <b>this</b> in stock?',
      'Team (',
      'It is',
      'a.png',
      'has been closed',
    ];
    expect(parts.map((part) => text.indexOf(part))).toEqual(
      parts.map((part) => text.indexOf(part)).toSorted((a, b) => a - b),
    );
    for (const part of parts) expect(text).toContain(part);
    expect(mail?.html).toContain('Is &lt;b&gt;this&lt;/b&gt; in stock?');
    expect(mail?.html).toContain('<strong>is</strong>');
    expect(mail?.html).not.toContain('<script>');
    for (const told of [text, mail?.html]) expect(told).not.toContain('difficult');
  });

  describe('with addresses in it', () => {
    const evil = 'Pay at https://evil.example/pay or pay.evil.example';
    const furnish = async (visitor: TestVisitor) => {
      conversation = (await visitor.says(evil)).conversation_id;
      await visitor.eventsWhen(conversation, (events) => answered(events).length > 0);
      const { db } = app.current.database;
      // What an agent says can be what it was asked to say.
      await db
        .updateTable('messages')
        .set({ content: 'Of course: [pay](https://evil.example/2)\nor https://evil.example/3' })
        .where('conversation_id', '=', conversation)
        .where('author', '=', 'ai_assistant')
        .where('is_welcome', '=', false)
        .execute();
      const files = [{ name: 'evil.example/4.pdf', url: 'https://parley.example/files/x' }];
      await db
        .updateTable('messages')
        .set({ attachments: JSON.stringify(files) })
        .where('conversation_id', '=', conversation)
        .where('author', '=', 'visitor')
        .execute();
      await workspace('PATCH', `/conversations/${conversation}`, { status: 'open' });
      const text = 'See [our terms](https://shop.example/terms).';
      await workspace('POST', `/conversations/${conversation}/messages`, { text });
    };

    it('to an address that anybody may have named leads only where the team leads', async () => {
      await furnish(june);
      expect((await ask('stranger@example.com')).statusCode).toBe(200);
      const [mail] = await delivered();
      const [text, html] = [mail?.text ?? '', String(mail?.html)];
      expect(text).toContain('Pay at [link removed] or pay[.]evil[.]example');
      expect(text).toContain('Of course: pay');
      for (const told of [text, html]) expect(told).not.toMatch(/evil\.example|parley\.example|https?:\/\/(?!shop)/);
      expect([...html.matchAll(/<a href="([^"]+)"/g)].map(([, href]) => href)).toEqual(['https://shop.example/terms']);
    });

    it('to the address that the site has vouched for is told as it was said', async () => {
      const known = await visitorAt(app.current.parley, { subject: 'user-1', details: { email: 'june@example.com' } });
      await furnish(known);
      await ask('june@example.com', known);
      const [mail] = await delivered();
      expect(mail?.text).toContain(evil);
      expect(mail?.html).toContain('<a href="https://evil.example/2">pay</a>');
      expect(mail?.html).toContain('<a href="https://parley.example/files/x">');
    });
  });

  it("is in the visitor's language", async () => {
    await app.current.database.db.updateTable('conversations').set({ most_frequent_language: 'ar' }).execute();
    await workspace('PATCH', `/conversations/${conversation}`, { status: 'closed' });
    await ask('ann@example.com');
    const [mail] = await delivered();
    expect(mail?.subject).toBe('محادثتك مع Ada');
    expect(mail?.html).toContain('<html lang="ar" dir="rtl">');
    expect(mail?.text).toContain('أُغلقت هذه المحادثة.');
  });

  it('goes to the address that the site has vouched for, and to no other', async () => {
    const known = await visitorAt(app.current.parley, { subject: 'user-1', details: { email: 'June@example.com' } });
    conversation = (await known.says('Hello')).conversation_id;
    const refused = await ask('ann@example.com', known);
    expect([refused.statusCode, refused.json().error]).toEqual([403, 'address_not_yours']);
    expect((await ask('june@example.com', known)).statusCode).toBe(200);
    expect((await delivered()).map(({ envelope }) => envelope.to)).toEqual([['june@example.com']]);
  });

  it('goes to one address three times an hour, whoever asks', async () => {
    for (let round = 0; round < 3; round += 1) expect((await ask('ann@example.com')).statusCode).toBe(200);
    const again = await ask('ANN@example.com');
    expect(again.statusCode).toBe(429);
    const other = await visitorAt(app.current.parley);
    conversation = (await other.says('Hello')).conversation_id;
    expect((await ask('ann@example.com', other)).statusCode).toBe(429);
    expect((await ask('bob@example.com', other)).statusCode).toBe(200);
    expect(await delivered()).toHaveLength(4);
  });

  it('is refused to others than the visitor, for what is no address, and where it is off', async () => {
    expect((await ask('ann@example.com', await visitorAt(app.current.parley))).statusCode).toBe(404);
    for (const email of ['ann', 'a@b,c@d', 'Ann <a@b.example>', 'a@b.example\nBcc: c@d.example']) {
      expect((await ask(email)).statusCode).toBe(400);
    }
    await setWidget(app.current, { transcript: false });
    expect((await ask('ann@example.com')).json().error).toBe('transcript_off');
    expect(await delivered()).toEqual([]);
  });

  it('is of one visitor three times an hour, to whatever addresses', async () => {
    const ann = await visitorAt(limited.current.parley);
    const { conversation_id: id } = await ann.says('Hello');
    const statuses: number[] = [];
    for (const email of ['a@x.example', 'b@x.example', 'c@x.example', 'd@x.example']) {
      statuses.push((await ann.call('POST', `/conversations/${id}/transcript`, { email })).statusCode);
    }
    expect(statuses).toEqual([200, 200, 200, 429]);
  });

  it('does not count what was refused: who mistypes their address may still have it', async () => {
    const given = { subject: 'user-1', details: { email: 'june@example.com' } };
    const june = await visitorAt(limited.current.parley, given);
    const { conversation_id: id } = await june.says('Hello');
    const asks = async (email: string) =>
      (await june.call('POST', `/conversations/${id}/transcript`, { email })).statusCode;
    const statuses: number[] = [];
    for (let round = 0; round < 4; round += 1) statuses.push(await asks('jun@example.com'));
    expect([...statuses, await asks('june@example.com')]).toEqual([403, 403, 403, 403, 200]);
  });

  it('goes to one address three times an hour, also when many ask at once', async () => {
    const visitors = await Promise.all(Array.from({ length: 6 }, () => visitorAt(app.current.parley)));
    const statuses = await Promise.all(
      visitors.map(async (visitor) => {
        const { conversation_id: id } = await visitor.says('Hello');
        return (await visitor.call('POST', `/conversations/${id}/transcript`, { email: 'ann@example.com' })).statusCode;
      }),
    );
    expect(statuses.toSorted()).toEqual([200, 200, 200, 429, 429, 429]);
  });

  it('is not promised where no mails are sent', async () => {
    const ann = await visitorAt(without.current.parley);
    const { conversation_id: id } = await ann.says('Hello');
    const answer = await ann.call('POST', `/conversations/${id}/transcript`, { email: 'ann@example.com' });
    expect([answer.statusCode, answer.json().error]).toEqual([503, 'no_mail']);
  });
});
