import { z } from 'zod';
import { endpoint, json } from './endpoint.ts';
import { page, pageNumberFields, pagingFields, resolvePaging } from './shapes.ts';

export const TagSchema = z.object({ name: z.string(), article_count: z.int() }).meta({ id: 'Tag' });
export type Tag = z.output<typeof TagSchema>;

export const listTagsEndpoint = endpoint({
  id: 'list-tags',
  method: 'GET',
  path: '/v1/api/knowledge_base/tags',
  summary: 'List tags',
  description: 'The tags of all articles, by name. A tag exists as long as an article has it.',
  tags: ['Tags'],
  scope: 'read_all',
  surface: 'agent',
  tier: 'read',
  query: z.object({ ...pagingFields(), ...pageNumberFields() }).transform(resolvePaging),
  responses: { 200: json(page(TagSchema), 'A page of tags.') },
  errors: [],
});
