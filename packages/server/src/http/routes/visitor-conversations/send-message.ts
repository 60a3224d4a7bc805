import { pageAddress } from '@parley/protocol';
import type { ReplyOf, sendVisitorMessageEndpoint } from '@parley/protocol/api';
import { sendVisitorMessage, type VisitorStart } from '../../../commands/send-visitor-message.ts';
import { ENTRY_TOKEN, readEntry } from '../../../domain/entry-points/entry-token.ts';
import { requireMayWrite } from '../../../domain/visitor/visitor-session.ts';
import { countryOf } from '../../country-of.ts';
import type { HttpDeps } from '../../deps.ts';
import { isOverDailyBudget, spendVisitorTurn } from '../../visitor-limits.ts';
import type { WidgetCall } from '../../widget-route.ts';

type Call = WidgetCall<typeof sendVisitorMessageEndpoint>;

/** Stores what a visitor says, and tells where it is. */
export async function sendMessage(
  deps: HttpDeps,
  { access, body, request }: Call,
): Promise<ReplyOf<typeof sendVisitorMessageEndpoint>> {
  const { agent, widget, session } = access;
  requireMayWrite(session, widget);
  const { name, email, phone, label } = body.visitor ?? {};
  const given = Object.entries({ name, email, phone, label }).filter(([, value]) => value != null);
  const receipt = await sendVisitorMessage(deps, {
    agent,
    widget,
    session,
    messageId: body.id,
    conversationId: body.conversation_id ?? null,
    text: body.text,
    files: body.files,
    clientMetadata: body.client_metadata ?? null,
    visitor: Object.fromEntries(given),
    wantsPerson: body.wants_person,
    start: { ...startOf(deps, access, body.start ?? {}), country: countryOf(request, deps.countryHeader) },
    allow: () => spendVisitorTurn(deps, request, access),
    isOverBudget: () => isOverDailyBudget(deps, access),
  });
  deps.presence.seen(receipt.conversationId);
  const { conversationId, ord, seq, isReplay, metadataProblem: message } = receipt;
  const problem = message === null ? null : { code: 'metadata_refused' as const, message };
  return { conversation_id: conversationId, ord, seq, is_replay: isReplay, problem };
}

function startOf(
  deps: HttpDeps,
  { agent }: Call['access'],
  { url, referrer, language, metadata, context, entry }: NonNullable<Call['body']['start']>,
): Omit<VisitorStart, 'country'> {
  const from = referrer ? pageAddress(referrer) : null;
  return {
    url: url ? pageAddress(url) : null,
    // A scan link may be a day old when its page is written on: what the visitor says matters more than the door.
    entry: entry ? readEntry(deps.links.open(ENTRY_TOKEN, entry), agent.workspaceId) : null,
    language: language?.split('-')[0]?.toLowerCase() ?? null,
    metadata: metadata ?? {},
    found: { ...(from ? { referrer: from } : {}), ...(context ? { page_context: context } : {}) },
  };
}
