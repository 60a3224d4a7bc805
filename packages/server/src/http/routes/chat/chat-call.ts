import { AppError } from '@parley/protocol';
import { type BodyOf, type QueryOf, sendChatEndpoint } from '@parley/protocol/api';
import type { FastifyRequest } from 'fastify';
import type { VisitorAnswer } from '../../../commands/answer-visitor.ts';
import { ENTRY_TOKEN, type Entry, readEntry } from '../../../domain/entry-points/entry-token.ts';
import { isJsonObject } from '../../../lib/json.ts';
import { formatReply } from '../../../presenters/reply-format.ts';
import { requireScope } from '../../auth/bearer-token.ts';
import type { HttpDeps } from '../../deps.ts';
import { parseOrRefuse } from '../../errors/validation.ts';
import { type ChatAccess, chatAccess } from './chat-access.ts';

/** A chat request whose checks have all passed. */
export type ChatCall = ChatAccess & {
  readonly query: QueryOf<typeof sendChatEndpoint>;
  readonly body: BodyOf<typeof sendChatEndpoint>;
  /** The door that the visitor came through, as a scan link of ours has signed it. */
  readonly entry: Entry | null;
};

/** Checks a request in the order that the contract gives: body, scope, scenario, conversation. */
export async function readCall(deps: HttpDeps, request: FastifyRequest): Promise<ChatCall> {
  if (!isJsonObject(request.body)) throw new AppError('bad_request', 'The body must be a JSON object.');
  if (!request.body.scenario_id) throw new AppError('bad_request', 'The field scenario_id is missing.');
  const body = parseOrRefuse(sendChatEndpoint.body, request.body);
  const query = parseOrRefuse(sendChatEndpoint.query, request.query);
  const access = await chatAccess(deps, request, body.conv_id ?? null);
  requireScope(access.scope, 'write_all');
  await deps.limits.count('chat', access.tokenId, sendChatEndpoint.id);
  if (body.scenario_id !== access.agent.scenarioId) {
    throw new AppError('not_found', `No implementation found for scenario_id ${body.scenario_id}`);
  }
  if (body.conv_id && !access.conversation) {
    throw new AppError('bad_request', `Conversation conv_id ${body.conv_id} is not valid.`);
  }
  const entry = readEntry(body.entry ? deps.links.open(ENTRY_TOKEN, body.entry) : null, access.agent.workspaceId);
  if (body.entry && !entry) throw new AppError('bad_request', 'The field entry is not valid, or is too old.');
  return { ...access, query, body, entry };
}

/** What the call says to the turn. */
export function turnInput({ agent, conversation, body, entry }: ChatCall) {
  const { name, email, phone, label } = body.visitor ?? {};
  const given = Object.entries({ name, email, phone, label }).filter(([, value]) => value != null);
  const topic = body.client_metadata?.kb_topic;
  return {
    agent,
    conversation,
    source: 'api',
    start: { entry },
    text: body.text,
    clientMetadata: body.client_metadata ?? null,
    visitor: Object.fromEntries(given),
    topic: topic == null ? null : String(topic),
  } as const;
}

/** The JSON answer: the contract's four fields, and the sources for who asks for them. */
export function chatReply(answer: VisitorAnswer, { format, sources = false }: ChatCall['query']) {
  const { conversationId, text, ord } = answer;
  const reply = { conv_id: conversationId, reply: formatReply(text, format), ord_number: ord, src: 0 };
  return sources ? { ...reply, sources: answer.sources } : reply;
}
