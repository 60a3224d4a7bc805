import { z } from 'zod';
import { type Endpoint, endpoint, json } from '../endpoint.ts';
import { text, uuid, uuidParam } from '../shapes.ts';
import { deleted, offsetTimestamp, wholeList } from '../workspace/shapes.ts';

const SHORTCUT_MAX = 40;
const TITLE_MAX = 200;
const BODY_MAX = 8_000;

export const CannedReplySchema = z
  .object({
    object: z.literal('canned_reply'),
    id: uuid(),
    shortcut: z.string().describe('What is typed after `/`; no two of a workspace are the same.'),
    title: z.string(),
    body: z.string().describe('Markdown with variables: `{{visitor_name|there}}`.'),
    created_at: offsetTimestamp(),
    updated_at: offsetTimestamp(),
  })
  .meta({ id: 'CannedReply' });
export type CannedReply = z.output<typeof CannedReplySchema>;

const EXAMPLE: CannedReply = {
  object: 'canned_reply',
  id: '019a0c5e-7d2b-7a4c-9e1f-2c4d6b8a0e60',
  shortcut: 'sorry',
  title: 'We are sorry',
  body: 'Dear {{visitor_name|customer}}, we are sorry. A new one leaves today. {{operator_name}}',
  created_at: '2026-05-22T14:10:00.000+00:00',
  updated_at: '2026-05-22T14:10:00.000+00:00',
};

const shortcut = () =>
  text(SHORTCUT_MAX, 1).regex(/^[\p{L}\p{N}][\p{L}\p{N}_-]*$/u, 'must be letters, digits, - and _ without spaces');
const visible = (max: number) => text(max, 1).refine((value) => value.trim() !== '', 'must not be empty');

const common = {
  tags: ['Inbox: canned replies'],
  scope: null,
  surface: 'inbox',
  tier: 'workspace',
  permission: 'conversations.reply',
} as const satisfies Partial<Endpoint>;
const LIST = '/v1/inbox/canned-replies';
const ONE = `${LIST}/{canned_reply_id}` as const;
const params = z.object({ canned_reply_id: uuidParam('UUID of a canned reply of the workspace.') });

export const listCannedRepliesEndpoint = endpoint({
  ...common,
  id: 'list-canned-replies',
  method: 'GET',
  path: LIST,
  summary: 'List the canned replies',
  description: 'All of them, by shortcut; a workspace has at most 500.',
  permission: 'conversations.view',
  responses: { 200: json(wholeList(CannedReplySchema), 'The canned replies.') },
  errors: [],
});

export const createCannedReplyEndpoint = endpoint({
  ...common,
  id: 'create-canned-reply',
  method: 'POST',
  path: LIST,
  summary: 'Add a canned reply',
  body: z.strictObject({ shortcut: shortcut(), title: visible(TITLE_MAX), body: visible(BODY_MAX) }),
  bodyExample: { shortcut: EXAMPLE.shortcut, title: EXAMPLE.title, body: EXAMPLE.body },
  responses: { 201: json(CannedReplySchema, 'The canned reply.', EXAMPLE) },
  errors: ['conflict'],
});

export const updateCannedReplyEndpoint = endpoint({
  ...common,
  id: 'update-canned-reply',
  method: 'PATCH',
  path: ONE,
  summary: 'Change a canned reply',
  params,
  body: z.strictObject({
    shortcut: shortcut().optional(),
    title: visible(TITLE_MAX).optional(),
    body: visible(BODY_MAX).optional(),
  }),
  bodyExample: { title: 'We are very sorry' },
  responses: { 200: json(CannedReplySchema, 'The canned reply as it is now.', EXAMPLE) },
  errors: ['not_found', 'conflict'],
});

export const deleteCannedReplyEndpoint = endpoint({
  ...common,
  id: 'delete-canned-reply',
  method: 'DELETE',
  path: ONE,
  summary: 'Delete a canned reply',
  params,
  responses: { 200: json(deleted('canned_reply'), 'It is gone.') },
  errors: ['not_found'],
});
