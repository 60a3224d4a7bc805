import { createHash, randomUUID } from 'node:crypto';
import { AppError, LIMITS } from '@parley/protocol';
import { ChatVisitorSchema } from '@parley/protocol/api';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { answerOnce } from '../../../commands/answer-once.ts';
import { visitorSaw } from '../../../commands/visitor-saw.ts';
import type { WidgetSettings } from '../../../domain/agent/widget-settings.ts';
import { requireMayWrite } from '../../../domain/visitor/visitor-session.ts';
import type { WidgetAgent } from '../../../store/agents/find-widget-agent.ts';
import type { HttpDeps } from '../../deps.ts';
import { isOverDailyBudget, spendVisitorTurn } from '../../visitor-limits.ts';
import { boundConversation, rememberConversation, visitorEntry } from './visitor-session.ts';

const FormSchema = z.object({
  text: z.string().transform((text) => text.trim().replaceAll('\r\n', '\n')),
  message_id: z.uuid(),
  email: z.string().trim().optional(),
  entry: z.string().optional(),
  consent: z.literal('yes').optional(),
});
const EmailSchema = ChatVisitorSchema.shape.email.unwrap().unwrap();

type Exchange = { readonly request: FastifyRequest; readonly reply: FastifyReply };

/** A message from the page's form: stored once, answered, and then shown by the page that the browser is sent to. */
export async function postMessage(deps: HttpDeps, exchange: Exchange, found: WidgetAgent): Promise<FastifyReply> {
  const { request, reply } = exchange;
  const { agent, widget } = found;
  refuseOtherSites(request);
  // Nobody has told this page who its visitor is.
  requireMayWrite({ subject: null }, widget);
  const form = readForm(request.body);
  const back = (notice?: 'late' | 'empty' | 'email') =>
    reply
      .header('cache-control', 'no-store')
      .redirect(`/c/${agent.scenarioId}${notice ? `?notice=${notice}` : ''}#latest`, 303);
  if (form.text === '') return back('empty');
  if (form.email && !EmailSchema.safeParse(form.email).success) return back('email');
  // Only a page that shows no conversation has an entry: its message begins one.
  const entry = visitorEntry(deps, agent, form.entry);
  const bound = entry ? null : await boundConversation(deps, request, agent);
  const conversation = bound?.conversation ?? null;
  if (!conversation) requireConsent(widget, form);
  const visitorId = conversation ? (conversation.visitorId ?? conversation.id) : randomUUID();
  await spendVisitorTurn(deps, request, { session: { visitorId } });
  let isStored = false;
  try {
    await answerOnce(deps, {
      agent,
      conversation,
      source: 'widget',
      text: form.text,
      clientMetadata: null,
      visitor: form.email ? { email: form.email } : {},
      // Of a new visitor, so that the widget can go on where scripts run.
      start: { entry, visitorId },
      message: { verified: false },
      isOverBudget: () => isOverDailyBudget(deps, found),
      topic: null,
      signal: deps.draining,
      key: { scope: `chat-page:${agent.id}`, key: form.message_id },
      requestHash: createHash('sha256').update(form.text).digest('base64'),
      onStored({ conversationId }) {
        isStored = true;
        deps.presence.seen(conversationId);
        if (bound?.isOwn ?? true) rememberConversation(deps, exchange, { agent, conversationId });
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

/** Throws `bad_request` for a first message of a visitor who has not agreed to what the agent asks for. */
function requireConsent({ consentText }: WidgetSettings, { consent }: z.output<typeof FormSchema>): void {
  if (!consentText || consent) return;
  const why = 'To write here you have to agree to the text beside the button.';
  throw new AppError(
    'bad_request',
    `${why} Nothing was sent, and nothing is stored: go back, agree, and send it again.`,
  );
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
