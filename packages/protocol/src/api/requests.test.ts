import { describe, expect, it } from 'vitest';
import {
  ArticleCreateSchema,
  ChatbotSettingsPatchSchema,
  ChatRequestSchema,
  getConversationEndpoint,
  listArticlesEndpoint,
  listConversationsEndpoint,
  setMetadataEndpoint,
} from './index.ts';

const chat = (extra: object) => ChatRequestSchema.safeParse({ scenario_id: 'k3x9p2m7qa', text: 'Hi', ...extra });
const problems = (result: { error?: { issues: { path: PropertyKey[]; message: string }[] } }) =>
  result.error?.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) ?? [];

describe('a chat request', () => {
  it('is trimmed, and its unknown fields are ignored', () => {
    expect(chat({ text: '  Hi\n', mood: 'good' }).data).toEqual({ scenario_id: 'k3x9p2m7qa', text: 'Hi' });
  });

  it('takes 8,000 characters and refuses 8,001, counted after trimming', () => {
    expect(chat({ text: ` ${'x'.repeat(8_000)} ` }).success).toBe(true);
    expect(problems(chat({ text: 'x'.repeat(8_001) }))).toEqual(['text: must have at most 8000 characters']);
    expect(problems(chat({ text: ' \n ' }))).toEqual(['text: must not be empty']);
  });

  it('refuses text that PostgreSQL cannot store', () => {
    expect(chat({ text: 'a\u0000b' }).success).toBe(false);
    expect(chat({ text: 'a\ud800b' }).success).toBe(false);
    expect(chat({ text: 'a😀b' }).success).toBe(true);
  });

  it('takes 5 keys of client metadata and refuses 6, and values that are no scalars', () => {
    const keys = (n: number) => Object.fromEntries(Array.from({ length: n }, (_, i) => [`key${i}`, i]));
    expect(chat({ client_metadata: keys(5) }).success).toBe(true);
    expect(problems(chat({ client_metadata: keys(6) }))).toEqual(['client_metadata: must have at most 5 keys']);
    expect(chat({ client_metadata: { a: ['b'] } }).success).toBe(false);
    expect(chat({ client_metadata: ['b'] }).success).toBe(false);
    expect(chat({ client_metadata: { ['k'.repeat(65)]: 1 } }).success).toBe(false);
    expect(chat({ client_metadata: { a: 'v'.repeat(513) } }).success).toBe(false);
  });
});

describe('a list query', () => {
  const list = (query: object) => listConversationsEndpoint.query.safeParse(query);

  it('has the limit 20 and the offset 0 unless told, and counts more than 100 as 100', () => {
    expect(list({})).toMatchObject({ data: { limit: 20, offset: 0 } });
    expect(list({ limit: '1000' })).toMatchObject({ data: { limit: 100 } });
  });

  it.each([
    { limit: '0' },
    { limit: 'ten' },
    { limit: '' },
    { limit: ['1', '2'] },
    { offset: '-1' },
    { offset: '10001' },
    { assignee_type: 'robot' },
    { source: '' },
    { created_timestamp_start_date: '2026-02-30' },
    { query: 'a\u0000' },
  ])('refuses %j', (query) => {
    expect(list(query).success).toBe(false);
  });

  it('ignores parameters that it does not know, and an empty search', () => {
    expect(list({ utm_source: 'x', query: ' ' }).data).toEqual({ limit: 20, offset: 0, query: undefined });
  });

  it('reads an end date as the whole day', () => {
    expect(list({ created_timestamp_end_date: '2026-01-15' }).data?.created_timestamp_end_date).toEqual(
      new Date('2026-01-15T23:59:59.999Z'),
    );
  });
});

describe('the articles query', () => {
  const list = (query: object) => listArticlesEndpoint.query.safeParse(query);

  it('takes page numbers instead of offsets', () => {
    expect(list({ page: '3', page_size: '50' }).data).toEqual({ limit: 50, offset: 100 });
    expect(list({ page: '9999' }).success).toBe(false);
  });

  it('takes tags repeated or separated by commas', () => {
    expect(list({ tags: 'a, b' }).data?.tags).toEqual(['a', 'b']);
    expect(list({ tags: ['a', 'b,c'] }).data?.tags).toEqual(['a', 'b', 'c']);
  });
});

describe('other requests', () => {
  it('turn an id that is no UUID into one that nothing has', () => {
    expect(getConversationEndpoint.params.parse({ conv_id: 'conv-uuid-1234' }).conv_id).toMatch(/^[0-]+$/);
  });

  it('refuse metadata that is no object, too deep or not storable', () => {
    const deep = JSON.parse(`${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`);
    for (const metadata of [[], 'x', null, undefined, { a: '\u0000' }, { '\ud800': 1 }, deep]) {
      expect(setMetadataEndpoint.body.safeParse({ metadata }).success).toBe(false);
    }
    expect(setMetadataEndpoint.body.parse({ metadata: { a: null, b: { c: [1] } } })).toEqual({
      metadata: { a: null, b: { c: [1] } },
    });
  });

  it('refuse guidelines of 501 characters, or of 10,001 in all', () => {
    const patch = (list: string[]) => ChatbotSettingsPatchSchema.safeParse({ ai_commands: list }).success;
    expect(patch(['x'.repeat(500)])).toBe(true);
    expect(patch(['x'.repeat(501)])).toBe(false);
    expect(patch(Array(20).fill('x'.repeat(500)))).toBe(true);
    expect(patch([...Array(20).fill('x'.repeat(500)), 'x'])).toBe(false);
  });

  it('make an Article unless told, refuse URL articles and blank content, and keep each tag once', () => {
    expect(ArticleCreateSchema.parse({ content: 'x', tags: ['a', ' a', 'b'] })).toEqual({
      type: 'Article',
      content: 'x',
      tags: ['a', 'b'],
    });
    expect(ArticleCreateSchema.safeParse({ content: 'x', type: 'URL' }).success).toBe(false);
    expect(ArticleCreateSchema.safeParse({ content: ' ' }).success).toBe(false);
    expect(ArticleCreateSchema.safeParse({}).success).toBe(false);
  });
});
