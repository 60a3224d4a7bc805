import { describe, expect, it } from 'vitest';
import { testApp } from '../../support/app.ts';
import { catchUpFacts } from '../../support/catch-up-facts.ts';
import { catchUpSearch } from '../../support/catch-up-search.ts';
import { fakeSessions, type SignedIn } from '../../support/fake-sessions.ts';
import { inboxOf, type ListQuery } from '../../support/inbox-list.ts';
import { appendVisitorMessage, type StoredConversation, storeConversation } from '../../support/stored-conversation.ts';

const sessions = fakeSessions();
const app = testApp({ sessions });
const inbox = inboxOf(app, sessions);

const catchUp = async () => {
  await catchUpSearch(app.current);
  await catchUpFacts(app.current);
};
const store = (fields: StoredConversation) => storeConversation(app.current, fields);
const search = async (person: SignedIn, q: string, more: ListQuery = {}) =>
  (await inbox.get(person, { q, ...more })).data;

describe('a search', () => {
  it.each([
    ['English', 'Your refund policy? I want a REFUND.', 'refund', ['refund', 'REFUND']],
    ['German', 'Wo ist die Größe für Müllers Straße?', 'mullers strasse', ['Müllers', 'Straße']],
    ['Arabic, from right to left', 'أين طلبي؟ اسمي مُحَمَّد وأريد المال', 'محمد', ['مُحَمَّد']],
    ['Hebrew, from right to left', 'אני רוצה החזר כספי', 'החזר', ['החזר']],
    ['Chinese, without spaces', '我想知道退款政策是什么，谢谢', '退款政策', ['退款政策']],
    ['Japanese, without spaces', '返品ポリシーについて教えて', 'ポリシー', ['ポリシー']],
  ])('shows what it found in %s, to the letter', async (_name, text, q, expected) => {
    const me = await inbox.enter();
    const stored = await store({ text });
    await store({ text: 'Nothing of that.' });
    await catchUp();
    const rows = await search(me, q);
    expect(rows.map(({ id }) => id)).toEqual([stored.id]);
    const [hit, ...more] = rows[0]?.hits ?? [];
    expect(more).toEqual([]);
    expect(hit).toMatchObject({ in: 'message', ord: stored.messageCount, author: 'visitor', text });
    expect(hit?.message_id).toMatch(/^[0-9a-f-]{36}$/);
    expect(hit?.ranges.map(([start, end]) => hit.text.slice(start, end))).toEqual(expected);
  });

  it('shows at most three messages, those with most of its words, the latest first', async () => {
    const me = await inbox.enter();
    let state = await store({ text: 'A lamp and a refund, please.' });
    for (const text of ['No refund', 'Nothing', 'The lamp', 'One refund for the lamp', 'Refund again']) {
      state = await appendVisitorMessage(app.current, state, text);
    }
    await catchUp();
    const [row] = await search(me, 'lamp refund');
    expect(row?.hits?.map(({ text }) => text)).toEqual([
      'Refund again',
      'One refund for the lamp',
      'A lamp and a refund, please.',
    ]);
  });

  it('shows the words around what it found in a long message, beyond all others too', async () => {
    const me = await inbox.enter();
    let state = await store({ text: `${'Long ago. '.repeat(200)}The zyzzyva came. ${'And went. '.repeat(200)}` });
    for (let number = 0; number < 5; number += 1) {
      state = await appendVisitorMessage(app.current, state, `${number} ${'other words '.repeat(600)}`);
    }
    await catchUp();
    const [row] = await search(me, 'zyzzyva');
    const [hit] = row?.hits ?? [];
    expect(hit?.text).toMatch(/^….*The zyzzyva came\..*…$/);
    expect(hit?.ranges.map(([start, end]) => hit.text.slice(start, end))).toEqual(['zyzzyva']);
  });

  it('finds a visitor by parts of name, e-mail and phone, and a conversation by its title', async () => {
    const me = await inbox.enter();
    const visitor = { name: 'June Müller', email: 'june@example.com', phone: '+49 30 1234', label: null };
    const named = await store({ text: 'Hi', visitor });
    const titled = await store({ text: 'Hi', title: 'Broken lamp in June' });
    await catchUp();
    const ids = async (q: string) => (await search(me, q)).map(({ id }) => id);
    expect(await ids('muller')).toEqual([named.id]);
    expect(await ids('june@example')).toEqual([named.id]);
    expect(await ids('1234 june')).toEqual([named.id]);
    expect(await ids('broken lamp')).toEqual([titled.id]);
    expect((await ids('june')).toSorted()).toEqual([named.id, titled.id].toSorted());
    const [row] = await search(me, 'june mull');
    expect(
      row?.hits?.map(({ in: place, text, ranges }) => [place, ranges.map(([from, to]) => text.slice(from, to))]),
    ).toEqual([
      ['contact_name', ['June', 'Müll']],
      ['contact_email', ['june']],
    ]);
  });

  it('finds a conversation by its number or UUID, without a word of it', async () => {
    const me = await inbox.enter();
    const stored = await store({ text: 'Hi', ord: 4242 });
    await store({ text: 'Order 4242, please' });
    await catchUp();
    expect((await search(me, '#4242')).map(({ id }) => id)).toEqual([stored.id]);
    expect(await search(me, '4242')).toHaveLength(2);
    expect((await search(me, stored.id)).map(({ id, hits }) => [id, hits])).toEqual([[stored.id, []]]);
  });

  it('goes with every filter and view, and pages by cursor', async () => {
    const me = await inbox.enter();
    const day = (number: number) => new Date(Date.UTC(2026, 0, number));
    for (let number = 1; number <= 6; number += 1) {
      const fields = { text: 'refund', createdAt: day(number), lastMessageAt: day(number) };
      await store({ ...fields, ...(number % 2 ? { driver: 'queue', language: 'de' } : {}), metadata: { number } });
    }
    await store({ text: 'Hi', title: 'A refund', createdAt: day(3), lastMessageAt: day(3) });
    await catchUp();
    expect(await search(me, 'refund', { view: 'unassigned' })).toHaveLength(3);
    expect(await search(me, 'refund', { metadata: ['number:4'] })).toHaveLength(1);
    const all = (await search(me, 'refund')).map(({ id }) => id);
    expect(all).toHaveLength(7);
    const paged = (await inbox.readAll(me, { q: 'refund', limit: '2' })).map(({ id }) => id);
    expect(paged).toEqual(all);
  });

  it('finds nothing of another workspace', async () => {
    const me = await inbox.enter();
    const foreign = await app.current.addForeign();
    const visitor = { name: 'June', email: null, phone: null, label: null };
    const theirs = await store({ agentId: foreign.chatbot_id, text: 'refund', title: 'refund', visitor, ord: 77 });
    await catchUp();
    for (const q of ['refund', 'june', '77', theirs.id]) expect(await search(me, q)).toEqual([]);
    const { data } = await inbox.get(me, { ids: theirs.id });
    expect(data).toEqual([]);
  });
});
