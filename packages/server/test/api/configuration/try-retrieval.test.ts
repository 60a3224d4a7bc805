import { LIMITS } from '@parley/protocol';
import { tryRetrievalEndpoint } from '@parley/protocol/api';
import { beforeEach, describe, expect, it } from 'vitest';
import { testApp } from '../../support/app.ts';
import { signedIn, type TestBrowser } from '../../support/person.ts';

const app = testApp();
let kim: TestBrowser;
let home: string;
let at: string;
beforeEach(async () => {
  const { browser, workspaceId } = await signedIn(app.current.parley, 'owner');
  kim = browser;
  home = `/${workspaceId}/chatbots/${app.current.first.chatbot_id}`;
  at = `/${workspaceId}/inbox/agents/${app.current.first.chatbot_id}/retrieval`;
  const content = 'You can return any lamp within 30 days. Bring the receipt with you.';
  await kim.api('POST', `${home}/knowledge_base/articles`, { title: 'Returns', content, tags: ['shop'] });
  const other = 'Our workshop repairs lamps of every maker within a week.';
  await kim.api('POST', `${home}/knowledge_base/articles`, { title: 'Repairs', content: other, tags: ['workshop'] });
});
const ask = async (body: object) => (await kim.api('POST', at, body)).json();

describe('what would be found for a question', () => {
  it('has the passages with where they stand, and what builtin would say', async () => {
    const found = await ask({ question: 'Within how many days can I return a lamp?' });
    expect(found).toMatchObject({ object: 'retrieval', language: 'en' });
    const [best] = found.passages;
    const { text, start, end } = best;
    expect(best).toMatchObject({
      article_number: 1,
      article_version: 1,
      title: 'Returns',
      tags: ['shop'],
      was_quoted: true,
    });
    expect(end - start).toBe(text.length);
    expect(found.decision.kind).toBe('answer');
    expect(found.decision.text).toContain('30 days');
    expect(found.decision.sources[0]).toMatchObject({ id: 1, title: 'Returns' });
  });

  it('says that nothing supports an answer', async () => {
    const found = await ask({ question: 'Who won the football game yesterday?' });
    expect(found.decision).toMatchObject({ kind: 'unknown', sources: [] });
    expect(found.passages.some(({ was_quoted }: { was_quoted: boolean }) => was_quoted)).toBe(false);
  });

  it('keeps to a topic', async () => {
    const found = await ask({ question: 'lamps', kb_topic: 'workshop' });
    expect(found.passages.map(({ title }: { title: string }) => title)).toEqual(['Repairs']);
  });

  it('has at most as many passages as a turn is given, and as the document says', async () => {
    for (let number = 1; number <= 10; number += 1) {
      const content = `Lamp number ${number} can be returned within ${number + 30} days.`;
      await kim.api('POST', `${home}/knowledge_base/articles`, { title: `Lamp ${number}`, content });
    }
    const { passages } = await ask({ question: 'Within how many days can a lamp be returned?' });
    expect(passages).toHaveLength(LIMITS.turnPassages);
    expect(tryRetrievalEndpoint.description).toContain(`at most ${LIMITS.turnPassages}`);
  });

  it('stores nothing, and finds no agent of others', async () => {
    await ask({ question: 'Can I return a lamp?' });
    expect(await app.current.database.db.selectFrom('turn_usage').select('turn_id').execute()).toEqual([]);
    const { chatbot_id } = await app.current.addForeign();
    const foreign = await kim.api('POST', at.replace(app.current.first.chatbot_id, chatbot_id), { question: 'lamps' });
    expect([foreign.statusCode, foreign.json().error]).toEqual([404, 'not_found']);
  });
});
