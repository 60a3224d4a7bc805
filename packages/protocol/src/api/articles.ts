import { z } from 'zod';
import { LIMITS } from '../limits.ts';
import { ARTICLE_STATES, ARTICLE_TYPES } from '../words.ts';
import { endpoint, json } from './endpoint.ts';
import {
  day,
  httpUrl,
  numberParam,
  page,
  pageNumberFields,
  pagingFields,
  queryList,
  queryText,
  resolvePaging,
  text,
  uuid,
} from './shapes.ts';

export const DEPLOY_STATES = ['draft', 'deployed'] as const;

const articleFields = {
  id: z.int().describe('The id used in paths, unique per agent.'),
  article_id: uuid(),
  type: z.enum(ARTICLE_TYPES).describe('`URL` articles come from website imports and are read-only.'),
  title: z.string(),
  description: z.string(),
  content: z.string().describe('Markdown or HTML, as it was sent: sanitise it where you show it.'),
  state: z.enum(ARTICLE_STATES).describe('The agent does not answer from a `draft`.'),
  deploy_state: z.enum(DEPLOY_STATES),
  version: z.int().nullable().describe('The version shown here; each change of the content makes a new one.'),
  max_available_version: z.int().nullable(),
  url: z.string().nullable(),
  tags: z.array(z.string()),
  created_timestamp: day(),
  last_modified_timestamp: day(),
  downloaded_timestamp: day().nullable(),
  last_updated_timestamp: day(),
  last_updated_from_external_source_timestamp: day().nullable(),
};

export const ArticleSchema = z.object(articleFields).meta({ id: 'Article' });
export type Article = z.output<typeof ArticleSchema>;

const tagList = z
  .array(
    text(LIMITS.articleTagMax, 1)
      .transform((tag) => tag.trim())
      .pipe(z.string().min(1, 'must not be empty')),
  )
  .max(LIMITS.articleTags, `must have at most ${LIMITS.articleTags} tags`)
  .transform((tags) => [...new Set(tags)]);

/** What can be written of an article, and how much of it. */
export const articleText = {
  title: text(LIMITS.articleTitleMax),
  description: text(LIMITS.articleTitleMax * 4),
  content: text(LIMITS.articleContentMax).refine((value) => value.trim() !== '', 'must not be empty'),
  state: z.enum(ARTICLE_STATES),
  url: httpUrl().nullable(),
  tags: tagList,
};

export const ArticleCreateSchema = z
  .object({
    ...z.object(articleText).partial().shape,
    content: articleText.content,
    type: z
      .enum(['Article', 'Paragraph'], 'must be Article or Paragraph; URL articles are made by imports')
      .default('Article'),
  })
  .meta({ id: 'ArticleCreate' });
export type ArticleCreate = z.output<typeof ArticleCreateSchema>;

export const ArticlePatchSchema = z.object(articleText).partial().meta({ id: 'ArticlePatch' });
export type ArticlePatch = z.output<typeof ArticlePatchSchema>;

/** An article found by meaning: the more fitting, the higher the score. */
export const ArticleHitSchema = z
  .object({
    ...articleFields,
    score: z.number().describe('Higher is better; comparable within one answer only.'),
    passage: z.string().describe('The passage that fits best.'),
  })
  .meta({ id: 'ArticleHit' });
export type ArticleHit = z.output<typeof ArticleHitSchema>;

/** A stretch of an article as retrieval ranks it. */
export const ArticlePassageSchema = z
  .object({
    id: z.int().describe("The article's integer id."),
    article_id: uuid(),
    article_version: z.int(),
    title: z.string(),
    url: z.string().nullable(),
    tags: z.array(z.string()),
    content: z.string(),
    start: z.int().describe('Begin in the plain text of that version, in UTF-16 units.'),
    end: z.int().describe('End (exclusive), in UTF-16 units.'),
  })
  .meta({ id: 'ArticlePassage' });
export type ArticlePassage = z.output<typeof ArticlePassageSchema>;

export const DeletedArticlesSchema = z
  .object({ deleted: z.array(z.int()).describe('The ids that were there and are gone.') })
  .meta({ id: 'DeletedArticles' });

const read = { tags: ['Articles'], surface: 'agent', scope: 'read_all', tier: 'read' } as const;
const write = { tags: ['Articles'], surface: 'agent', scope: 'write_all', tier: 'write' } as const;
const idParams = z.object({ id: numberParam("The article's integer id.") });
const ARTICLES = '/v1/api/knowledge_base/articles';

export const createArticleEndpoint = endpoint({
  ...write,
  id: 'create-article',
  method: 'POST',
  path: ARTICLES,
  summary: 'Create an article',
  description:
    'The agent answers from it at the next message, unless it is created with `"state": "draft"`. `tags` may be given here and on update.',
  body: ArticleCreateSchema,
  bodyExample: { title: 'Return policy', content: 'You can return any item within 30 days.', tags: ['returns'] },
  responses: { 201: json(ArticleSchema, 'The article.') },
  errors: [],
});

export const listArticlesEndpoint = endpoint({
  ...read,
  id: 'list-articles',
  method: 'GET',
  path: ARTICLES,
  summary: 'List articles',
  description: 'Newest change first. `page` and `page_size` are accepted instead of `limit` and `offset`.',
  query: z
    .object({
      type: z.enum(ARTICLE_TYPES).optional(),
      state: z.enum(ARTICLE_STATES).optional(),
      tags: queryList('Articles with any of these tags; repeat it or separate by commas.').optional(),
      url: queryText('Articles with exactly this URL.').optional(),
      title: queryText('Articles whose title contains this text.').optional(),
      search: queryText('Articles whose title or content contains this text.').optional(),
      ...pagingFields(),
      ...pageNumberFields(),
    })
    .transform(resolvePaging),
  responses: { 200: json(page(ArticleSchema), 'A page of articles.') },
  errors: [],
});

export const searchArticlesEndpoint = endpoint({
  ...read,
  id: 'search-articles',
  method: 'GET',
  path: `${ARTICLES}/search`,
  summary: 'Search articles by meaning',
  description: 'Ranks live articles as the agent does when it answers, best first.',
  query: z
    .object({
      query: text(1_000)
        .transform((value) => value.trim())
        .pipe(z.string().min(1, 'must not be empty')),
      tags: queryList('Only articles with any of these tags, or with none.').optional(),
      ...pagingFields(),
      ...pageNumberFields(),
    })
    .transform(resolvePaging),
  responses: { 200: json(page(ArticleHitSchema), 'Articles with scores.') },
  errors: [],
});

export const listArticlePassagesEndpoint = endpoint({
  ...read,
  id: 'list-article-paragraphs',
  method: 'GET',
  path: `${ARTICLES}/paragraphs`,
  summary: 'List paragraphs across articles',
  description: 'The stretches of live articles that the agent searches, in the order of articles.',
  query: z
    .object({
      search: queryText('Only those that contain this text.').optional(),
      ...pagingFields(),
      ...pageNumberFields(),
    })
    .transform(resolvePaging),
  responses: { 200: json(page(ArticlePassageSchema), 'A page of paragraphs.') },
  errors: [],
});

export const getArticleEndpoint = endpoint({
  ...read,
  id: 'get-article',
  method: 'GET',
  path: `${ARTICLES}/{id}`,
  summary: 'Get an article',
  params: idParams,
  responses: { 200: json(ArticleSchema, 'The article.') },
  errors: ['not_found'],
});

export const updateArticleEndpoint = endpoint({
  ...write,
  id: 'update-article',
  method: 'PATCH',
  path: `${ARTICLES}/{id}`,
  summary: 'Change an article',
  description:
    'Changes what is given; `"state": "ready"` publishes a draft. `URL` articles take `tags`, `url` and `state` only (409 otherwise).',
  params: idParams,
  body: ArticlePatchSchema,
  bodyExample: { state: 'ready', tags: ['returns', 'shop'] },
  responses: { 200: json(ArticleSchema, 'The article, as it is now.') },
  errors: ['not_found', 'conflict'],
});

export const deleteArticleEndpoint = endpoint({
  ...write,
  id: 'delete-article',
  method: 'DELETE',
  path: `${ARTICLES}/{id}`,
  summary: 'Delete an article',
  params: idParams,
  responses: { 200: json(DeletedArticlesSchema, 'It is gone.') },
  errors: ['not_found'],
});

export const deleteArticlesEndpoint = endpoint({
  ...write,
  id: 'delete-articles',
  method: 'DELETE',
  path: ARTICLES,
  summary: 'Delete articles',
  description: 'Deletes those of the ids that exist; the answer names them.',
  body: z
    .object({
      ids: z
        .array(z.int().min(1).max(999_999_999))
        .min(1, 'must not be empty')
        .max(1_000, 'must have at most 1000 ids'),
    })
    .meta({ id: 'ArticleIds' }),
  bodyExample: { ids: [3, 4] },
  responses: { 200: json(DeletedArticlesSchema, 'They are gone.') },
  errors: [],
});
