import { AppError } from '@parley/protocol';
import {
  type ArticleDraft as ArticleDraftJson,
  discardArticleDraftEndpoint,
  getArticleDraftEndpoint,
  listArticleDraftsEndpoint,
  publishArticleDraftEndpoint,
  saveArticleDraftEndpoint,
} from '@parley/protocol/api';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { publishArticleDraft } from '../../../commands/publish-article-draft.ts';
import { discardArticleDraft, noSuchDraft, saveArticleDraft } from '../../../commands/save-article-draft.ts';
import type { Article } from '../../../domain/knowledge/article.ts';
import { isOutdated } from '../../../domain/knowledge/article-draft.ts';
import { offsetTime } from '../../../presenters/offset-time.ts';
import { type FoundDraft, findArticleDraft, listArticleDrafts } from '../../../store/knowledge/article-drafts.ts';
import type { HttpDeps } from '../../deps.ts';
import { type NameActor, nameActors } from '../../name-actors.ts';
import { requireWorkspaceAgent } from '../../require-workspace-agent.ts';
import { requireVersion, versionOf } from '../../versions.ts';
import { workspaceRoute } from '../../workspace-route.ts';

const LISTED = 500;

/** Changes of articles that are not published. */
export function articleDraftRoutes(app: FastifyInstance, deps: HttpDeps): void {
  workspaceRoute(app, deps, listArticleDraftsEndpoint, async (call) => {
    const agent = await requireWorkspaceAgent(deps, call);
    const drafts = await listArticleDrafts(deps.database.named, agent.id, LISTED);
    const name = await nameActors(
      deps,
      call,
      drafts.map(({ author }) => author),
    );
    return { object: 'list' as const, data: drafts.map((draft) => withoutText(draftJson(draft, name))) };
  });
  workspaceRoute(app, deps, getArticleDraftEndpoint, async (call) => {
    const agent = await requireWorkspaceAgent(deps, call);
    const draft = await findArticleDraft(deps.database.named, { agentId: agent.id, number: call.params.number });
    if (!draft) throw noSuchDraft();
    call.reply.header('etag', draftVersion(draft));
    return draftJson(draft, await nameActors(deps, call, [draft.author]));
  });
  workspaceRoute(app, deps, saveArticleDraftEndpoint, async (call) => {
    const { body: text, origin, params, request, reply } = call;
    const agent = await requireWorkspaceAgent(deps, call);
    const check = checkOf(request);
    const draft = await saveArticleDraft(deps, { agentId: agent.id, number: params.number, origin, text, check });
    reply.header('etag', draftVersion(draft));
    return draftJson(draft, await nameActors(deps, call, [draft.author]));
  });
  workspaceRoute(app, deps, discardArticleDraftEndpoint, async (call) => {
    const { origin, params, request } = call;
    const agent = await requireWorkspaceAgent(deps, call);
    await discardArticleDraft(deps, { agentId: agent.id, number: params.number, origin, check: checkOf(request) });
    return { object: 'article_draft' as const, number: params.number, deleted: true as const };
  });
  workspaceRoute(app, deps, publishArticleDraftEndpoint, async (call) => {
    const { origin, params, request, keepAnswer } = call;
    const agent = await requireWorkspaceAgent(deps, call);
    const change = { agentId: agent.id, number: params.number, origin, check: checkOf(request) };
    return publishedJson(
      await publishArticleDraft(deps, {
        ...change,
        alongside: (tx, article) => keepAnswer(tx, publishedJson(article)),
      }),
    );
  });
}

/** What answers now of an article that was published. */
export const publishedJson = ({ number, version }: Article) =>
  ({ object: 'published_article', number, version }) as const;

const checkOf = (request: FastifyRequest) => (draft: FoundDraft | null) => {
  if (draft && request.headers['if-none-match']?.trim() === '*') {
    throw new AppError('conflict', 'Somebody else has begun a draft meanwhile: look at it before you save.', {
      facts: { version: draftVersion(draft) },
    });
  }
  requireVersion(request, draft ? versionFacts(draft) : {});
};

const draftVersion = (draft: FoundDraft): string => versionOf(versionFacts(draft));

/** What is shown of a draft: also that the article was published anew, which publishing the draft would undo. */
const versionFacts = (draft: FoundDraft): object => {
  const { title, description, content, tags, updatedAt, basedOnVersion, currentVersion } = draft;
  return { title, description, content, tags, updatedAt, isOutdated: isOutdated(basedOnVersion, currentVersion) };
};

function draftJson(draft: FoundDraft, name: NameActor): ArticleDraftJson {
  const { number, title, description, content, tags, basedOnVersion, currentVersion, updatedAt, author } = draft;
  return {
    object: 'article_draft',
    number,
    title,
    description,
    content,
    tags: [...tags],
    based_on_version: basedOnVersion,
    is_outdated: isOutdated(basedOnVersion, currentVersion),
    updated_at: offsetTime(updatedAt),
    author: name(author),
  };
}

const withoutText = ({ content: _, description: _description, ...draft }: ArticleDraftJson) => draft;
