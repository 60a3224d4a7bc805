import { z } from 'zod';
import { type Endpoint, endpoint, json } from './endpoint.ts';
import { httpUrl, languageTag, numberParam } from './shapes.ts';

export const LangUrlSchema = z.object({ url: z.string() }).meta({ id: 'LangUrl' });
const LangUrlBodySchema = z.object({ url: httpUrl() }).meta({ id: 'LangUrlBody' });

const common = {
  tags: ['Article Language URLs'],
  path: '/v1/api/knowledge_base/articles/{article_id}/lang_urls/{language}',
  surface: 'agent',
  params: z.object({
    article_id: numberParam("The article's integer id."),
    language: languageTag()
      .transform((tag) => tag.toLowerCase())
      .describe('Language code, such as `en`.'),
  }),
} as const satisfies Partial<Endpoint>;
const write = {
  ...common,
  scope: 'write_all',
  tier: 'write',
  bodyExample: { url: 'https://example.com/de/returns' },
} as const;

export const getArticleLangUrlEndpoint = endpoint({
  ...common,
  id: 'get-article-lang-url',
  method: 'GET',
  summary: 'Get the link of an article in a language',
  scope: 'read_all',
  tier: 'read',
  responses: { 200: json(LangUrlSchema, 'The link.') },
  errors: ['not_found'],
});

export const createArticleLangUrlEndpoint = endpoint({
  ...write,
  id: 'create-article-lang-url',
  method: 'POST',
  summary: 'Set the link of an article in a language',
  description: 'Sets it whether or not there was one. Readers of that language get it as the source link.',
  body: LangUrlBodySchema,
  responses: { 200: json(LangUrlSchema, 'The link.') },
  errors: ['not_found'],
});

export const updateArticleLangUrlEndpoint = endpoint({
  ...write,
  id: 'update-article-lang-url',
  method: 'PATCH',
  summary: 'Change the link of an article in a language',
  body: LangUrlBodySchema,
  responses: { 200: json(LangUrlSchema, 'The link.') },
  errors: ['not_found'],
});

export const deleteArticleLangUrlEndpoint = endpoint({
  ...common,
  id: 'delete-article-lang-url',
  method: 'DELETE',
  summary: 'Delete the link of an article in a language',
  scope: 'write_all',
  tier: 'write',
  responses: { 200: json(LangUrlSchema, 'The link that was deleted.') },
  errors: ['not_found'],
});
