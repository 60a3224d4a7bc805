import { createHash } from 'node:crypto';
import { AppError, LIMITS } from '@parley/protocol';
import { ChatVisitorSchema } from '@parley/protocol/api';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { answerOnce } from '../../../commands/answer-once.ts';
import { visitorSaw } from '../../../commands/visitor-saw.ts';
import type { Conversation } from '../../../domain/conversation/conversation.ts';
import { addressGroup } from '../../../lib/address-group.ts';
import type { Agent } from '../../../store/agents/find-access.ts';
import type { HttpDeps } from '../../deps.ts';
import { tooMany } from '../../rate-limits.ts';
import { rememberConversation, visitorConversation, visitorEntry } from './visitor-session.ts';

/** Design §8: a visitor's messages, and all from one address. */
const PER_VISITOR = { perMinute: 10, perHour: 600 };
const PER_ADDRESS = { perMinute: 60, perHour: 3_600 };

const FormSchema = z.object({
  text: z.string().transform((text) => text.trim().replaceAll('\r\n', '\n')),
  message_id: z.uuid(),
  email: z.string().trim().optional(),
  entry: z.string().optional(),
});
const EmailSchema = ChatVisitorSchema.shape.email.unwrap().unwrap();

type Exchange = { readonly request: FastifyRequest; readonly reply: FastifyReply };

/** A message from the page's form: stored once, answered, and then shown by the page that the browser is sent to. */
export async function postMessage(deps: HttpDeps, exchange: Exchange, agent: Agent): Promise<FastifyReply> {
  const { request, reply } = exchange;
  refuseOtherSites(request);
  const form = readForm(request.body);
  const back = (notice?: 'late' | 'empty' | 'email') =>
    reply
      .header('cache-control', 'no-store')
      .redirect(`/c/${agent.scenarioId}${notice ? `?notice=${notice}` : ''}#latest`, 303);
  if (form.text === '') return back('empty');
  if (form.email && !EmailSchema.safeParse(form.email).success) return back('email');
  // Only a page that shows no conversation has an entry: its message begins one.
  const entry = visitorEntry(deps, agent, form.entry);
  const conversation = entry ? null : await visitorConversation(deps, request, agent);
  await limitMessages(deps, request, conversation);
  let isStored = false;
  try {
    await answerOnce(deps, {
      agent,
      conversation,
      source: 'widget',
      text: form.text,
      clientMetadata: null,
      visitor: form.email ? { email: form.email } : {},
      entry,
      topic: null,
      signal: deps.draining,
      key: { scope: `chat-page:${agent.id}`, key: form.message_id },
      requestHash: createHash('sha256').update(form.text).digest('base64'),
      onStored({ conversationId }) {
        isStored = true;
        deps.presence.seen(conversationId);
        rememberConversation(deps, exchange, { agent, conversationId });
      },
    });
  } catch (error) {
    if (!isStored) throw error;
    deps.log.warn({ err: error }, 'a message from the chat page is stored and not answered yet');
    return back('late');
  }
  if (conversation) await visitorSaw(deps, conversation);
  return back();
}

function readForm(body: unknown): z.output<typeof FormSchema> {
  const form = FormSchema.safeParse(body);
  if (!form.success || form.data.text.length > LIMITS.chatTextMax || /\0/.test(form.data.text)) {
    const most = `at most ${LIMITS.chatTextMax} characters`;
    throw new AppError('bad_request', `The form is not complete: a message has ${most}. Go back and send it again.`);
  }
  return { ...form.data, text: form.data.text.toWellFormed() };
}

/** The cookie does not come with other sites' forms; this keeps them from beginning conversations, too. */
function refuseOtherSites({ headers }: FastifyRequest): void {
  const from = headers['sec-fetch-site'];
  const { origin, host } = headers;
  const isOurs = from
    ? from === 'same-origin' || from === 'none'
    : !origin || (URL.canParse(origin) && new URL(origin).host === host);
  if (!isOurs) throw new AppError('forbidden', 'This form was sent from another site.');
}

async function limitMessages(
  deps: HttpDeps,
  request: FastifyRequest,
  conversation: Conversation | null,
): Promise<void> {
  const spent = [
    await deps.limits.spend(`chat-messages:${addressGroup(request.ip)}`, PER_ADDRESS),
    ...(conversation ? [await deps.limits.spend(`chat-messages:${conversation.id}`, PER_VISITOR)] : []),
  ];
  const wait = Math.max(...spent.map(({ retryAfterSeconds }) => retryAfterSeconds ?? 0));
  if (wait > 0) throw tooMany(wait);
}
