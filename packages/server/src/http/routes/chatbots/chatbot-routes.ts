import {
  archiveChatbotEndpoint,
  createChatbotEndpoint,
  getChatbotEndpoint,
  listChatbotsEndpoint,
  updateChatbotEndpoint,
} from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { createChatbot } from '../../../commands/create-chatbot.ts';
import { updateChatbot } from '../../../commands/update-chatbot.ts';
import { newScenarioId } from '../../../identity/new-credentials.ts';
import { type Chatbot, getChatbot, listChatbots } from '../../../store/agents/chatbots.ts';
import type { HttpDeps } from '../../deps.ts';
import { numberedPageOf } from '../../numbered-page.ts';
import { workspaceRoute } from '../../workspace-route.ts';
import { chatbotJson, settingsOf } from './chatbot-json.ts';

/** `/v1/chatbots`: the agents of a workspace, with the settings that the Agent API has too. */
export function chatbotRoutes(app: FastifyInstance, deps: HttpDeps): void {
  const show = (chatbot: Chatbot) => chatbotJson(chatbot, { baseUrl: deps.baseUrl() });

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
  workspaceRoute(app, deps, getChatbotEndpoint, async ({ workspaceId, params }) =>
    show(await getChatbot(deps.database.db, workspaceId, params.id)),
  );
  workspaceRoute(app, deps, updateChatbotEndpoint, async ({ params, body, origin }) =>
    show(await updateChatbot(deps, { ref: params.id, settings: settingsOf(body), state: body.status, origin })),
  );
  workspaceRoute(app, deps, archiveChatbotEndpoint, async ({ params, origin }) =>
    show(await updateChatbot(deps, { ref: params.id, settings: {}, state: 'archived', origin })),
  );
}
