import { z } from 'zod';
import { endpoint, json } from '../endpoint.ts';
import { text, uuidParam } from '../shapes.ts';
import { type ConversationNote, ConversationNoteSchema } from './conversation.ts';
import { CONVERSATIONS_PATH, conversationParams } from './conversations.ts';
import { cursorFields, cursorPage, deleted } from './shapes.ts';

const CONTENT_MAX = 20_000;

const EXAMPLE: ConversationNote = {
  object: 'conversation_note',
  id: '019a0c5e-7d2b-7a4c-9e1f-2c4d6b8a0e50',
  conversation_id: '8f3a9d2e-1b4c-4f5d-9e8a-7c3b2a1d0f9e',
  author_id: null,
  content: 'Spoke with the warehouse: a new one leaves today.',
  pinned: false,
  created_at: '2026-05-22T14:10:00.000+00:00',
  updated_at: '2026-05-22T14:10:00.000+00:00',
};

const LIST = `${CONVERSATIONS_PATH}/{id}/notes` as const;
const NOTE = `${LIST}/{note_id}` as const;
const noteParams = conversationParams.extend({ note_id: uuidParam('UUID of a note of the conversation.') });
const content = () => text(CONTENT_MAX, 1).refine((value) => value.trim() !== '', 'must not be empty');

const common = {
  tags: ['Conversation Notes'],
  scope: null,
  tier: 'workspace',
  surface: 'workspace',
  errors: ['not_found'],
} as const;

export const listNotesEndpoint = endpoint({
  ...common,
  id: 'list-conversation-notes',
  method: 'GET',
  path: LIST,
  summary: 'List the notes of a conversation',
  description: 'Pinned ones first, then the newest. Visitors and the agent never see them.',
  permission: 'conversations.view',
  params: conversationParams,
  query: z.object(cursorFields()),
  responses: {
    200: json(cursorPage(ConversationNoteSchema), 'A page of notes.', {
      object: 'list',
      has_more: false,
      next_cursor: null,
      data: [EXAMPLE],
    }),
  },
});

export const addNoteEndpoint = endpoint({
  ...common,
  id: 'add-note',
  method: 'POST',
  path: LIST,
  summary: 'Add a note',
  permission: 'conversations.reply',
  params: conversationParams,
  body: z.object({ content: content(), pinned: z.boolean().default(false) }),
  bodyExample: { content: EXAMPLE.content },
  responses: { 201: json(ConversationNoteSchema, 'The note.', EXAMPLE) },
});

export const updateNoteEndpoint = endpoint({
  ...common,
  id: 'update-note',
  method: 'PATCH',
  path: NOTE,
  summary: 'Edit or pin a note',
  permission: 'conversations.reply',
  params: noteParams,
  body: z.strictObject({ content: content().optional(), pinned: z.boolean().optional() }),
  bodyExample: { pinned: true },
  responses: { 200: json(ConversationNoteSchema, 'The note as it is now.', { ...EXAMPLE, pinned: true }) },
});

export const deleteNoteEndpoint = endpoint({
  ...common,
  id: 'delete-note',
  method: 'DELETE',
  path: NOTE,
  summary: 'Delete a note',
  permission: 'conversations.reply',
  params: noteParams,
  responses: {
    200: json(deleted('conversation_note'), 'The note is gone.', {
      object: 'conversation_note',
      id: EXAMPLE.id,
      deleted: true,
    }),
  },
});
