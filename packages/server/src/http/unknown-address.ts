import { AppError } from '@parley/protocol';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { admitKey, countStranger } from './admit.ts';
import type { HttpDeps } from './deps.ts';
import { renderAgentError } from './errors/agent-dialect.ts';
import { renderChatError } from './errors/chat-dialect.ts';
import type { ErrorDialect } from './errors/rendered-error.ts';
import { renderWorkspaceError } from './errors/workspace-dialect.ts';
import { sendError } from './send-error.ts';

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

/** Answers a refusal that no route has given; on the Workspace API it counts like any call. */
export async function refuse(
  deps: HttpDeps,
  refusal: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const door = doorOf(pathOf(request.url));
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

type Door = 'chat' | 'agent' | 'workspace';

const DIALECTS: Record<Door, ErrorDialect> = {
  chat: renderChatError,
  agent: renderAgentError,
  workspace: renderWorkspaceError,
};

/** The Workspace API has all of `/v1` that is not the Agent API's, and its mirror for the inbox. */
function doorOf(path: string): Door {
  if (path === '/chat') return 'chat';
  if (/^\/v1\/api(_core)?(\/|$)/.test(path)) return 'agent';
  return /^\/(v1|inbox\/api|widget)(\/|$)/.test(path) ? 'workspace' : 'agent';
}

const pathOf = (url: string): string => url.replace(/[?#].*$/, '').replace(/(?<=.)\/$/, '');

const patternOf = (url: string): RegExp => {
  const literal = url.replace(/(?<=.)\/$/, '').replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${literal.replaceAll(/:\w+/g, '[^/]+').replaceAll('*', '.*')}$`);
};

const nothingThere = (): AppError => new AppError('not_found', 'There is nothing at this address.');

const wrongMethod = (method: string): AppError =>
  new AppError('method_not_allowed', `This address does not take ${method}; the header Allow says what it takes.`);
