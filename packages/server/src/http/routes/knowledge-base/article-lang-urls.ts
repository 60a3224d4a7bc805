import {
  createArticleLangUrlEndpoint,
  deleteArticleLangUrlEndpoint,
  getArticleLangUrlEndpoint,
  updateArticleLangUrlEndpoint,
} from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { noSuchLangUrl, setArticleLangUrl } from '../../../commands/set-article-lang-url.ts';
import type { Agent } from '../../../store/agents/find-access.ts';
import { findArticleLangUrl, type LangUrlKey } from '../../../store/knowledge/article-lang-urls.ts';
import { agentRoute } from '../../agent-route.ts';
import type { HttpDeps } from '../../deps.ts';

/** The links of an article for readers of other languages. */
export function articleLangUrlRoutes(app: FastifyInstance, deps: HttpDeps): void {
  agentRoute(app, deps, getArticleLangUrlEndpoint, async (call) => {
    const url = await findArticleLangUrl(deps.database.named, keyOf(call));
    if (url === null) throw noSuchLangUrl();
    return { url };
  });
  agentRoute(app, deps, createArticleLangUrlEndpoint, async (call) => {
    await setArticleLangUrl(deps, { ...keyOf(call), origin: call.origin, url: call.body.url, mustExist: false });
    return { url: call.body.url };
  });
  agentRoute(app, deps, updateArticleLangUrlEndpoint, async (call) => {
    await setArticleLangUrl(deps, { ...keyOf(call), origin: call.origin, url: call.body.url, mustExist: true });
    return { url: call.body.url };
  });
  agentRoute(app, deps, deleteArticleLangUrlEndpoint, async (call) => {
    const before = await setArticleLangUrl(deps, { ...keyOf(call), origin: call.origin, url: null, mustExist: true });
    return { url: before ?? '' };
  });
}

type Call = { readonly access: { readonly agent: Agent }; readonly params: { article_id: number; language: string } };

function keyOf({ access, params }: Call): LangUrlKey {
  return { agentId: access.agent.id, articleNumber: params.article_id, language: params.language };
}
