import {
  archiveChatbotEndpoint,
  createChatbotEndpoint,
  getChatbotEndpoint,
  listChatbotsEndpoint,
  updateChatbotEndpoint,
} from '@parley/protocol/api';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { createChatbot } from '../../../commands/create-chatbot.ts';
import { updateChatbot } from '../../../commands/update-chatbot.ts';
import { readSettings } from '../../../domain/agent/settings.ts';
import type { Principal } from '../../../domain/people/principal.ts';
import { newScenarioId } from '../../../identity/new-credentials.ts';
import { type Chatbot, getChatbot, listChatbots } from '../../../store/agents/chatbots.ts';
import type { HttpDeps } from '../../deps.ts';
import { numberedPageOf } from '../../numbered-page.ts';
import { requireVersion, versionOf } from '../../versions.ts';
import { workspaceRoute } from '../../workspace-route.ts';
import { chatbotJson, type SetAgent, settingsJson, settingsOf } from './chatbot-json.ts';

/** `/v1/chatbots`: the agents of a workspace, with the settings that the Agent API has too. */
export function chatbotRoutes(app: FastifyInstance, deps: HttpDeps): void {
  const show = (chatbot: Chatbot) => chatbotJson(chatbot, { baseUrl: deps.baseUrl() });

  /** People are told the version of what can be set, so that they may refuse to write over what others have written. */
  const shownTo = (principal: Principal, reply: FastifyReply, chatbot: Chatbot) => {
    const now = { state: chatbot.state, settings: readSettings(chatbot.settings) };
    if (principal.type === 'user') reply.header('etag', versionOf(settingsJson(now)));
    return show(chatbot);
  };

  workspaceRoute(app, deps, listChatbotsEndpoint, ({ workspaceId, query }) =>
    numberedPageOf(query, show, (page) =>
      listChatbots(deps.database.db, { workspaceId, state: query.status, sort: query.sort, ...page }),
    ),
  );
  workspaceRoute(app, deps, createChatbotEndpoint, async ({ body, origin, keepAnswer }) => {
    const { status: state = 'draft', ...given } = body;
    const settings = { ...settingsOf(given), name: body.name };
    const alongside = (tx: Parameters<typeof keepAnswer>[0], made: Chatbot) => keepAnswer(tx, show(made));
    return show(await createChatbot({ ...deps, newCode: newScenarioId }, { settings, state, origin, alongside }));
  });
  workspaceRoute(app, deps, getChatbotEndpoint, async ({ workspaceId, params, principal, reply }) =>
    shownTo(principal, reply, await getChatbot(deps.database.db, workspaceId, params.id)),
  );
  workspaceRoute(app, deps, updateChatbotEndpoint, async ({ params, body, origin, principal, request, reply }) => {
    const check = (now: SetAgent) => principal.type === 'user' && requireVersion(request, settingsJson(now));
    const change = { ref: params.id, settings: settingsOf(body), state: body.status, origin, check };
    return shownTo(principal, reply, await updateChatbot(deps, change));
  });
  workspaceRoute(app, deps, archiveChatbotEndpoint, async ({ params, origin }) =>
    show(await updateChatbot(deps, { ref: params.id, settings: {}, state: 'archived', origin })),
  );
}
