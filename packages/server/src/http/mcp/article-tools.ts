import { LIMITS } from '@parley/protocol';
import * as api from '@parley/protocol/api';
import { z } from 'zod';
import { createArticle } from '../../commands/create-article.ts';
import { noSuchArticle, updateArticle } from '../../commands/update-article.ts';
import { readSettings } from '../../domain/agent/settings.ts';
import { listChatbots } from '../../store/agents/chatbots.ts';
import { findArticle } from '../../store/knowledge/find-articles.ts';
import type { HttpDeps } from '../deps.ts';
import { parsePart } from '../errors/validation.ts';
import { requireWorkspaceAgent } from '../require-workspace-agent.ts';
import { articleJson } from '../routes/knowledge-base/article-json.ts';
import { articleHits } from '../routes/knowledge-base/search-articles.ts';
import { given } from '../routes/knowledge-base/update-article.ts';
import { ADDS, type AddTool, inboxTool, READS, REPLACES } from './inbox-tool.ts';
import type { KeyCaller } from './mcp-caller.ts';

const chatbotId = () =>
  z.guid('must be a UUID').describe('Whose article it is: the id of an agent, from list_chatbots.');
const articleNumber = () => z.int().min(1).max(2_147_483_647).describe('The `id` of the article.');
const ArticleOutput = z.object({ article: api.ArticleSchema });

const agentOf = (deps: HttpDeps, { workspaceId }: KeyCaller, chatbot_id: string) =>
  requireWorkspaceAgent(deps, { workspaceId, params: { chatbot_id } });

const listChatbotsTool = inboxTool({
  name: 'list_chatbots',
  title: 'List AI agents',
  description: 'Lists the AI agents of the workspace with their ids, by name.',
  permission: 'agents.view',
  annotations: READS,
  input: z.strictObject({}),
  output: z.object({
    data: z.array(z.object({ id: z.string(), name: z.string(), status: z.string() })),
    total: z.int(),
  }),
  async run(deps, { workspaceId }) {
    const page = { state: undefined, sort: 'name' as const, limit: 100, offset: 0 };
    const { items, total } = await listChatbots(deps.database.db, { workspaceId, ...page });
    const data = items.map(({ id, state, settings }) => ({ id, name: readSettings(settings).name, status: state }));
    return { data, total };
  },
});

const searchArticles = inboxTool({
  name: 'search_articles',
  title: 'Search articles',
  description: 'Finds live articles of an agent by meaning, as the agent does when it answers, the best first.',
  permission: 'agents.view',
  annotations: READS,
  input: z.strictObject({
    chatbot_id: chatbotId(),
    query: z
      .string()
      .max(1_000)
      .refine((text) => text.trim() !== '', 'must not be empty'),
    limit: z.int().min(1).max(50).default(10),
  }),
  output: z.object({ items: z.array(api.ArticleHitSchema), count: z.int() }),
  async run(deps, caller, { chatbot_id, query, limit }) {
    const agent = await agentOf(deps, caller, chatbot_id);
    const { items, count } = await articleHits(deps, agent, { query: query.trim(), limit, offset: 0 });
    return { items, count };
  },
});

const getArticle = inboxTool({
  name: 'get_article',
  title: 'Read an article',
  description: 'Gives an article of an agent as it stands, a draft too.',
  permission: 'agents.view',
  annotations: READS,
  input: z.strictObject({ chatbot_id: chatbotId(), article_id: articleNumber() }),
  output: ArticleOutput,
  async run(deps, caller, { chatbot_id, article_id }) {
    const agent = await agentOf(deps, caller, chatbot_id);
    const article = await findArticle(deps.database.named, agent.id, article_id);
    if (!article) throw noSuchArticle();
    return { article: articleJson(article) };
  },
});

/** What can be written of an article, as a model is told; the Agent API's own schema has the last word. */
const written = {
  title: z.string().max(LIMITS.articleTitleMax).optional(),
  description: z
    .string()
    .max(LIMITS.articleTitleMax * 4)
    .optional(),
  content: z.string().max(LIMITS.articleContentMax).describe('Markdown.'),
  state: api.articleText.state.optional().describe('The agent does not answer from a `draft`.'),
  url: z.string().nullable().optional().describe('Where visitors can read it.'),
  tags: z.array(z.string().max(LIMITS.articleTagMax)).max(LIMITS.articleTags).optional(),
};

const createArticleTool = inboxTool({
  name: 'create_article',
  title: 'Write an article',
  description: 'Adds an article to the knowledge of an agent, which answers from it at once unless it is a draft.',
  permission: 'agents.manage',
  annotations: ADDS,
  input: z.strictObject({ chatbot_id: chatbotId(), ...written }),
  output: ArticleOutput,
  async run(deps, caller, { chatbot_id, ...article }) {
    const body = parsePart(api.ArticleCreateSchema, article);
    const agent = await agentOf(deps, caller, chatbot_id);
    return { article: articleJson(await createArticle(deps, { agentId: agent.id, origin: caller.origin, ...body })) };
  },
});

const updateArticleTool = inboxTool({
  name: 'update_article',
  title: 'Change an article',
  description: 'Changes what is given of an article. What it was before stays among its versions.',
  permission: 'agents.manage',
  annotations: REPLACES,
  input: z.strictObject({
    chatbot_id: chatbotId(),
    article_id: articleNumber(),
    ...written,
    content: written.content.optional(),
  }),
  output: ArticleOutput,
  async run(deps, caller, { chatbot_id, article_id: number, ...article }) {
    const patch = given(parsePart(api.ArticlePatchSchema, article));
    const agent = await agentOf(deps, caller, chatbot_id);
    return {
      article: articleJson(await updateArticle(deps, { agentId: agent.id, origin: caller.origin, number, patch })),
    };
  },
});

/** What a key reads and writes of the agents' knowledge. */
export const articleTools: readonly AddTool[] = [
  listChatbotsTool,
  searchArticles,
  getArticle,
  createArticleTool,
  updateArticleTool,
];
