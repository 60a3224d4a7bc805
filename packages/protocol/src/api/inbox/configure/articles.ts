import { z } from 'zod';
import { articleText } from '../../articles.ts';
import { endpoint, json } from '../../endpoint.ts';
import { numberParam, uuid } from '../../shapes.ts';
import { cursorFields, cursorPage, offsetTimestamp, wholeList } from '../../workspace/shapes.ts';
import { NamedActorSchema } from '../people.ts';
import { AGENT, agentParams, configuring } from './common.ts';

const ARTICLE = `${AGENT}/articles/{number}` as const;
const params = agentParams.extend({ number: numberParam("The article's integer id.") });
const reading = { ...configuring, method: 'GET', permission: 'agents.view', errors: ['not_found'] } as const;
const writing = { ...configuring, permission: 'agents.manage', params } as const;

const versionFields = {
  version: z.int(),
  title: z.string(),
  created_at: offsetTimestamp(),
  is_current: z.boolean().describe('Whether the agent answers from it.'),
};

export const listArticleVersionsEndpoint = endpoint({
  ...reading,
  id: 'list-article-versions',
  path: `${ARTICLE}/versions`,
  summary: 'Every text that an article has had',
  params,
  query: z.object(cursorFields()),
  responses: {
    200: json(
      cursorPage(
        z.object({ object: z.literal('article_version_entry'), ...versionFields }).meta({ id: 'ArticleVersionEntry' }),
      ),
      'Published versions, the newest first.',
    ),
  },
});

const versionParams = params.extend({ version: numberParam('Which one.') });

export const ArticleVersionTextSchema = z
  .object({
    object: z.literal('article_version_text'),
    ...versionFields,
    content: z.string().describe('Markdown or HTML, as it was sent: sanitise it where you show it.'),
  })
  .meta({ id: 'ArticleVersionText' });
export type ArticleVersionText = z.output<typeof ArticleVersionTextSchema>;

export const getArticleVersionEndpoint = endpoint({
  ...reading,
  id: 'get-article-version',
  path: `${ARTICLE}/versions/{version}`,
  summary: 'One version of an article',
  params: versionParams,
  responses: { 200: json(ArticleVersionTextSchema, 'The version.') },
});

const draftFields = { title: articleText.title, description: articleText.description, content: articleText.content };

export const ArticleDraftSchema = z
  .object({
    object: z.literal('article_draft'),
    number: z.int().describe("The article's integer id."),
    ...draftFields,
    tags: z.array(z.string()),
    based_on_version: z
      .int()
      .nullable()
      .describe('The version that the draft changes; null for an unpublished article.'),
    is_outdated: z.boolean().describe('Whether the article was published anew since.'),
    updated_at: offsetTimestamp(),
    author: NamedActorSchema,
  })
  .meta({ id: 'ArticleDraft' });
export type ArticleDraft = z.output<typeof ArticleDraftSchema>;

export const listArticleDraftsEndpoint = endpoint({
  ...reading,
  id: 'list-article-drafts',
  path: `${AGENT}/drafts`,
  summary: 'Which articles have changes that are not published',
  params: agentParams,
  responses: {
    200: json(
      wholeList(ArticleDraftSchema.omit({ content: true, description: true })),
      'The latest first, at most 500.',
    ),
  },
});

export const getArticleDraftEndpoint = endpoint({
  ...reading,
  id: 'get-article-draft',
  path: `${ARTICLE}/draft`,
  summary: 'The changes of an article that are not published',
  params,
  responses: { 200: json(ArticleDraftSchema, 'The draft.') },
});

const VERSIONED = {
  'If-Match': 'The `ETag` of the answer that was changed: another draft that is there is answered 409.',
  'If-None-Match': '`*` for the first draft: 409 where somebody else has begun one.',
} as const;

export const saveArticleDraftEndpoint = endpoint({
  ...writing,
  id: 'save-article-draft',
  method: 'PUT',
  path: `${ARTICLE}/draft`,
  summary: 'Keep changes of an article without publishing them',
  description: 'The agent goes on answering from what is published.',
  headers: VERSIONED,
  body: z.strictObject({ ...draftFields, tags: articleText.tags }),
  bodyExample: {
    title: 'Return policy',
    description: '',
    content: 'You can return any item within 60 days.',
    tags: ['returns'],
  },
  responses: { 200: json(ArticleDraftSchema, 'The draft.') },
  errors: ['not_found', 'conflict'],
});

export const discardArticleDraftEndpoint = endpoint({
  ...writing,
  id: 'discard-article-draft',
  method: 'DELETE',
  path: `${ARTICLE}/draft`,
  summary: 'Throw the changes away',
  headers: { 'If-Match': VERSIONED['If-Match'] },
  responses: {
    200: json(
      z.object({ object: z.literal('article_draft'), number: z.int(), deleted: z.literal(true) }),
      'It is gone.',
    ),
  },
  errors: ['not_found', 'conflict'],
});

const PublishedSchema = z
  .object({ object: z.literal('published_article'), number: z.int(), version: z.int().nullable() })
  .meta({ id: 'PublishedArticle' });

export const publishArticleDraftEndpoint = endpoint({
  ...writing,
  id: 'publish-article-draft',
  method: 'POST',
  path: `${ARTICLE}/draft/publish`,
  summary: 'Publish the changes',
  description: 'The agent answers from them at its next message, and the draft is gone.',
  headers: { 'If-Match': VERSIONED['If-Match'] },
  responses: { 200: json(PublishedSchema, 'The version that answers now.') },
  errors: ['not_found', 'conflict'],
});

export const restoreArticleVersionEndpoint = endpoint({
  ...configuring,
  permission: 'agents.manage',
  id: 'restore-article-version',
  method: 'POST',
  path: `${ARTICLE}/versions/{version}/restore`,
  summary: 'Publish an older text again',
  description: 'As a new version: nothing of what was is lost. A draft stays as it is.',
  params: versionParams,
  responses: { 200: json(PublishedSchema, 'The version that answers now.') },
  errors: ['not_found', 'conflict'],
});

export const ArticleUsageSchema = z
  .object({
    object: z.literal('article_usage'),
    number: z.int(),
    quoted_replies: z.int().describe('Replies of the last 90 days that quote it, in any version.'),
    conversations: z
      .array(
        z.object({
          conversation_id: uuid(),
          title: z.string().nullable(),
          ord: z.int().describe('Number of the reply.'),
          quote: z.string().describe('The words that it rests on.'),
          article_version: z.int(),
          created_at: offsetTimestamp(),
        }),
      )
      .describe('The latest reply of each of the 20 latest.'),
  })
  .meta({ id: 'ArticleUsage' });
export type ArticleUsage = z.output<typeof ArticleUsageSchema>;

export const getArticleUsageEndpoint = endpoint({
  ...reading,
  id: 'get-article-usage',
  path: `${ARTICLE}/usage`,
  summary: 'Which answers came from an article',
  params,
  responses: { 200: json(ArticleUsageSchema, 'Where it was quoted.') },
});
