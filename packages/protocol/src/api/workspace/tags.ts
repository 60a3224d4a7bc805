import { z } from 'zod';
import { LIMITS } from '../../limits.ts';
import { endpoint, json } from '../endpoint.ts';
import { text, uuidParam } from '../shapes.ts';
import { type ConversationTag, ConversationTagSchema } from './conversation.ts';
import { CONVERSATIONS_PATH, conversationParams } from './conversations.ts';
import { deleted, numberedFields, numberedPage } from './shapes.ts';

const EXAMPLE: ConversationTag = {
  object: 'conversation_tag',
  id: '019a0c5e-7d2b-7a4c-9e1f-2c4d6b8a0e60',
  name: 'Refund',
  color: '#C2410C',
  created_at: '2026-05-22T14:10:00.000+00:00',
};
const LIST_EXAMPLE = { object: 'list', total: 1, page: 1, page_size: 25, data: [EXAMPLE] };

const PALETTE = '/v1/conversation-tags';
const ASSIGNED = `${CONVERSATIONS_PATH}/{id}/tags` as const;

const name = () =>
  text(100)
    .transform((value) => value.trim())
    .refine((value) => value !== '', 'must not be empty');
const color = () =>
  z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/, 'must be a colour such as "#C2410C"')
    .nullable();
const tagParams = z.object({ tag_id: uuidParam('UUID of a tag of your workspace.') });

const common = { tags: ['Conversation Tags'], scope: null, tier: 'workspace', surface: 'workspace' } as const;

export const listAssignedTagsEndpoint = endpoint({
  ...common,
  id: 'list-assigned-tags',
  method: 'GET',
  path: ASSIGNED,
  summary: 'List the tags of a conversation',
  description: 'By name.',
  permission: 'conversations.view',
  params: conversationParams,
  query: z.object(numberedFields()),
  responses: { 200: json(numberedPage(ConversationTagSchema), 'The tags.', LIST_EXAMPLE) },
  errors: ['not_found'],
});

export const setConversationTagsEndpoint = endpoint({
  ...common,
  id: 'set-conversation-tags',
  method: 'PUT',
  path: ASSIGNED,
  summary: 'Replace the tags of a conversation',
  description: 'The whole set each time; `[]` takes all away.',
  permission: 'conversations.manage',
  params: conversationParams,
  body: z.object({
    tag_ids: z
      .array(z.guid('must be a UUID').transform((value) => value.toLowerCase()))
      .max(LIMITS.conversationTags, `must have at most ${LIMITS.conversationTags} items`),
  }),
  bodyExample: { tag_ids: [EXAMPLE.id] },
  responses: {
    200: json(numberedPage(ConversationTagSchema), 'The tags as they are now, all on one page.', {
      ...LIST_EXAMPLE,
      page_size: LIMITS.listLimitMax,
    }),
  },
  errors: ['not_found'],
});

export const listConversationTagsEndpoint = endpoint({
  ...common,
  id: 'list-conversation-tags',
  method: 'GET',
  path: PALETTE,
  summary: 'List the tags of the workspace',
  description: 'The palette from which conversations are tagged, by name.',
  permission: 'conversations.view',
  query: z.object(numberedFields()),
  responses: { 200: json(numberedPage(ConversationTagSchema), 'A page of tags.', LIST_EXAMPLE) },
  errors: [],
});

export const createTagEndpoint = endpoint({
  ...common,
  id: 'create-tag',
  method: 'POST',
  path: PALETTE,
  summary: 'Add a tag to the palette',
  permission: 'tags.manage',
  body: z.object({ name: name(), color: color().default(null).describe('A grey unless given.') }),
  bodyExample: { name: EXAMPLE.name, color: EXAMPLE.color },
  responses: { 201: json(ConversationTagSchema, 'The tag.', EXAMPLE) },
  errors: ['conflict'],
});

export const updateTagEndpoint = endpoint({
  ...common,
  id: 'update-tag',
  method: 'PATCH',
  path: `${PALETTE}/{tag_id}`,
  summary: 'Rename or recolour a tag',
  permission: 'tags.manage',
  params: tagParams,
  body: z.strictObject({ name: name().optional(), color: color().optional() }),
  bodyExample: { name: 'Refunds' },
  responses: { 200: json(ConversationTagSchema, 'The tag as it is now.', { ...EXAMPLE, name: 'Refunds' }) },
  errors: ['not_found', 'conflict'],
});

export const deleteTagEndpoint = endpoint({
  ...common,
  id: 'delete-tag',
  method: 'DELETE',
  path: `${PALETTE}/{tag_id}`,
  summary: 'Delete a tag',
  description: 'For good, and off every conversation at once.',
  permission: 'tags.manage',
  params: tagParams,
  responses: {
    200: json(deleted('conversation_tag'), 'The tag is gone.', {
      object: 'conversation_tag',
      id: EXAMPLE.id,
      deleted: true,
    }),
  },
  errors: ['not_found'],
});
