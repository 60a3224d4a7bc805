import { AppError } from '@parley/protocol';
import * as api from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { createTag } from '../../../commands/create-tag.ts';
import { deleteTag } from '../../../commands/delete-tag.ts';
import { setConversationTags } from '../../../commands/set-conversation-tags.ts';
import { updateTag } from '../../../commands/update-tag.ts';
import { conversationTag, type ShownTag } from '../../../presenters/conversation-tag.ts';
import { listAssignedTags, listTags } from '../../../store/tags/tags.ts';
import type { HttpDeps } from '../../deps.ts';
import { workspaceRoute } from '../../workspace-route.ts';

/** The tags of a conversation, and the palette that they come from. */
export function conversationTagRoutes(app: FastifyInstance, deps: HttpDeps): void {
  assignedTagRoutes(app, deps);
  paletteRoutes(app, deps);
}

function assignedTagRoutes(app: FastifyInstance, deps: HttpDeps): void {
  workspaceRoute(app, deps, api.listAssignedTagsEndpoint, async ({ workspaceId, params, query }) => {
    const tags = await listAssignedTags(deps.database.db, { workspaceId, id: params.id });
    if (!tags) throw new AppError('not_found', 'There is no such conversation.');
    const first = (query.page - 1) * query.page_size;
    return page(tags.slice(first, first + query.page_size), { ...query, total: tags.length });
  });
  workspaceRoute(app, deps, api.setConversationTagsEndpoint, async ({ workspaceId, origin, params, body }) => {
    const input = { workspaceId, conversationId: params.id, origin, tagIds: body.tag_ids };
    const tags = await setConversationTags(deps, input);
    return page(tags, { page: 1, page_size: ALL, total: tags.length });
  });
}

function paletteRoutes(app: FastifyInstance, deps: HttpDeps): void {
  workspaceRoute(app, deps, api.listConversationTagsEndpoint, async ({ workspaceId, query }) => {
    const paging = { page: query.page, pageSize: query.page_size };
    const { tags, total } = await listTags(deps.database.db, workspaceId, paging);
    return page(tags, { ...query, total });
  });
  workspaceRoute(app, deps, api.createTagEndpoint, async ({ origin, body, keepAnswer }) =>
    conversationTag(
      await createTag(deps, { origin, ...body, alongside: (tx, tag) => keepAnswer(tx, conversationTag(tag)) }),
    ),
  );
  workspaceRoute(app, deps, api.updateTagEndpoint, async ({ origin, params, body }) =>
    conversationTag(await updateTag(deps, { origin, tagId: params.tag_id, ...body })),
  );
  workspaceRoute(app, deps, api.deleteTagEndpoint, async ({ origin, params }) => {
    await deleteTag(deps, { origin, tagId: params.tag_id });
    return { object: 'conversation_tag' as const, id: params.tag_id, deleted: true as const };
  });
}

/** More tags than a conversation can have. */
const ALL = 100;

type Numbers = { readonly total: number; readonly page: number; readonly page_size: number };

const page = (tags: readonly ShownTag[], { total, page, page_size }: Numbers) => ({
  object: 'list' as const,
  total,
  page,
  page_size,
  data: tags.map(conversationTag),
});
