import { AppError } from '@parley/protocol';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { admitKey, countStranger } from './admit.ts';
import { allowCallers } from './auth/origins.ts';
import type { HttpDeps } from './deps.ts';
import { renderAgentError } from './errors/agent-dialect.ts';
import { renderChatError } from './errors/chat-dialect.ts';
import { renderMcpError } from './errors/mcp-dialect.ts';
import type { ErrorDialect } from './errors/rendered-error.ts';
import { renderWorkspaceError } from './errors/workspace-dialect.ts';
import { isNavigation, sendProblemPage } from './pages/problem-page.ts';
import { sendError } from './send-error.ts';

/** Whether an address is of what pages of other sites load and call. */
export const isOfWidget = (url: string): boolean => /^\/widget([/?]|$)/.test(url);

type Known = { readonly pattern: RegExp; readonly methods: Set<string> };

/** Answers what no route takes, 404 or 405, in the dialect of its door. To be called before any route is added. */
export function answerUnknown(app: FastifyInstance, deps: HttpDeps): void {
  const known = new Map<string, Known>();
  app.addHook('onRoute', ({ url, method }) => {
    const entry = known.get(url) ?? { pattern: patternOf(url), methods: new Set() };
    for (const each of [method].flat()) entry.methods.add(each);
    known.set(url, entry);
  });
  const methodsAt = (path: string) => [
    ...new Set([...known.values()].flatMap(({ pattern, methods }) => (pattern.test(path) ? [...methods] : []))),
  ];
  app.setNotFoundHandler(async (request, reply) => {
    const path = pathOf(request.url);
    const allowed = methodsAt(path);
    if (allowed.length > 0) reply.header('allow', allowed.toSorted().join(', '));
    const refusal = allowed.length > 0 ? wrongMethod(request.method) : nothingThere();
    return refuse(deps, refusal, request, reply);
  });
}

/**
 * Answers a refusal that no route has given: on a page to a browser that went where no API is, in the dialect of the door to
 * everybody else. On the Workspace API it counts like any call.
 */
export async function refuse(
  deps: HttpDeps,
  refusal: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const door = doorOf(pathOf(request.url));
  if (isNavigation(request)) return sendProblemPage(deps, refusal, request, reply);
  if (door === 'widget') allowCallers(reply);
  if (door !== 'workspace') return sendError(deps, refusal, request, reply, DIALECTS[door]);
  const limit = await countCall(deps, request, reply);
  return sendError(deps, limit ?? refusal, request, reply, DIALECTS.workspace);
}

/** Counts a call for who makes it; gives the refusal of one too many. Who may not call is told nothing more here. */
async function countCall(deps: HttpDeps, request: FastifyRequest, reply: FastifyReply): Promise<AppError | null> {
  const isKey = request.url.startsWith('/v1/') && request.headers.authorization !== undefined;
  try {
    await (isKey ? admitKey : countStranger)(deps, { request, reply });
  } catch (error) {
    if (error instanceof AppError && error.code === 'too_many_requests') return error;
  }
  return null;
}

type Door = 'chat' | 'agent' | 'workspace' | 'widget' | 'mcp';

const DIALECTS: Record<Door, ErrorDialect> = {
  chat: renderChatError,
  agent: renderAgentError,
  workspace: renderWorkspaceError,
  widget: renderWorkspaceError,
  mcp: renderMcpError,
};

/** The Workspace API has all of `/v1` that is not the Agent API's, and its mirror for the inbox. */
function doorOf(path: string): Door {
  if (path === '/chat') return 'chat';
  if (path === '/mcp') return 'mcp';
  if (/^\/v1\/api(_core)?(\/|$)/.test(path)) return 'agent';
  if (isOfWidget(path)) return 'widget';
  return /^\/(v1|inbox\/api)(\/|$)/.test(path) ? 'workspace' : 'agent';
}

const pathOf = (url: string): string => url.replace(/[?#].*$/, '').replace(/(?<=.)\/$/, '');

const patternOf = (url: string): RegExp => {
  const literal = url.replace(/(?<=.)\/$/, '').replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${literal.replaceAll(/:\w+/g, '[^/]+').replaceAll('*', '.*')}$`);
};

const nothingThere = (): AppError => new AppError('not_found', 'There is nothing at this address.');

const wrongMethod = (method: string): AppError =>
  new AppError('method_not_allowed', `This address does not take ${method}; the header Allow says what it takes.`);
