import { describe, expect, it } from 'vitest';
import { testApp } from '../../support/app.ts';
import { knowledgeCalls } from './knowledge-calls.ts';

const app = testApp();
const { call, create, get } = knowledgeCalls(app);

describe('the settings of the Knowledge Base', () => {
  it('are three of the agent, with the state of its knowledge', async () => {
    expect(await get('')).toEqual({
      one_word_description: 'Ada',
      short_description: expect.any(String),
      ai_commands: [],
      retrain_state: null,
    });
    await create({ content: 'x' });
    expect((await get('')).retrain_state).toBe('up_to_date');
  });

  it('are changed one by one', async () => {
    const { body } = await call('PATCH', '', { ai_commands: ['Be brief.'] });
    expect(body).toMatchObject({ one_word_description: 'Ada', ai_commands: ['Be brief.'] });
    expect(await get('')).toEqual(body);
  });

  it('refuse what is too long and change nothing', async () => {
    const before = await get('');
    const answer = await call('PATCH', '', { one_word_description: 'Eve', ai_commands: ['x'.repeat(501)] });
    expect([answer.status, Object.keys(answer.body.errors)]).toEqual([422, ['root', 'ai_commands.0']]);
    expect(await get('')).toEqual(before);
  });
});

describe('retraining', () => {
  it('has nothing left to do', async () => {
    const article = await create({ content: 'x' });
    expect(await call('POST', 'retrain')).toMatchObject({ status: 200, body: { retrain_state: 'up_to_date' } });
    expect(await get('articles/1')).toEqual(article);
  });
});

describe('importing from elsewhere', () => {
  it.each([
    ['website', { url: 'https://example.com/' }],
    ['youtube', { url: 'https://example.com/', toast_process_uuid: '0190b4a8-0000-7000-8000-000000000000' }],
    ['site-map', { site_map: 'https://example.com/sitemap.xml' }],
    ['scrape-list', { urls: ['https://example.com/'] }],
  ])('of a %s is not there yet, and says so', async (kind, body) => {
    const answer = await call('POST', `import_external/${kind}`, body);
    expect([answer.status, answer.body.errors.root[0].code]).toEqual([501, 'NOT_IMPLEMENTED']);
  });
});
