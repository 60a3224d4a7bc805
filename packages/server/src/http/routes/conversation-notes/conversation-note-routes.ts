import { AppError } from '@parley/protocol';
import * as api from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { addNote } from '../../../commands/add-note.ts';
import { deleteNote } from '../../../commands/delete-note.ts';
import { updateNote } from '../../../commands/update-note.ts';
import { conversationNote } from '../../../presenters/conversation-note.ts';
import { findShownConversation } from '../../../store/conversations/shown-conversation.ts';
import { listNotes, type Note } from '../../../store/notes/notes.ts';
import type { HttpDeps } from '../../deps.ts';
import { cursorOf, pageUpTo, readCursor } from '../../list-cursor.ts';
import { workspaceRoute } from '../../workspace-route.ts';

const LIST = 'notes';
const PlaceSchema = z.object({ pinned: z.boolean(), at: z.coerce.date(), id: z.guid() });
const placeOf = ({ pinned, createdAt, id }: Note): string => cursorOf(LIST, { pinned, at: createdAt, id });

/** What the team writes to itself about a conversation. */
export function conversationNoteRoutes(app: FastifyInstance, deps: HttpDeps): void {
  workspaceRoute(app, deps, api.listNotesEndpoint, async ({ workspaceId, params, query }) => {
    const key = { workspaceId, id: params.id };
    const after = readCursor(LIST, PlaceSchema, query.cursor);
    const notes = await listNotes(deps.database.db, key, { after, limit: query.limit + 1 });
    if (notes.length === 0 && !(await findShownConversation(deps.database.named, key))) {
      throw new AppError('not_found', 'There is no such conversation.');
    }
    return pageUpTo(notes, query.limit, { cursor: placeOf, show: conversationNote });
  });
  workspaceRoute(app, deps, api.addNoteEndpoint, async ({ workspaceId, origin, params, body, keepAnswer }) => {
    const note = await addNote(deps, {
      workspaceId,
      conversationId: params.id,
      origin,
      ...body,
      alongside: (tx, added) => keepAnswer(tx, conversationNote(added)),
    });
    return conversationNote(note);
  });
  workspaceRoute(app, deps, api.updateNoteEndpoint, async ({ workspaceId, origin, params, body }) =>
    conversationNote(
      await updateNote(deps, { workspaceId, conversationId: params.id, noteId: params.note_id, origin, ...body }),
    ),
  );
  workspaceRoute(app, deps, api.deleteNoteEndpoint, async ({ workspaceId, origin, params }) => {
    await deleteNote(deps, { workspaceId, conversationId: params.id, noteId: params.note_id, origin });
    return { object: 'conversation_note' as const, id: params.note_id, deleted: true as const };
  });
}
