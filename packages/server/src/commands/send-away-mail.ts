import { type AgentSettings, readSettings } from '../domain/agent/settings.ts';
import type { Conversation } from '../domain/conversation/conversation.ts';
import {
  CONVERSATION_LINK_MS,
  CONVERSATION_TOKEN,
  conversationContent,
} from '../domain/conversation/conversation-link.ts';
import { type AwayDecision, decideAwayMail } from '../domain/mail/away-mail.ts';
import { awayMail } from '../presenters/away-mail.ts';
import { findAgentById } from '../store/agents/list-agents.ts';
import { findConversation } from '../store/conversations/find-conversation.ts';
import type { NamedQuery } from '../store/conversations/save-conversation.ts';
import * as store from '../store/mail/away-mails.ts';
import { insertMail } from '../store/mail/outbox.ts';
import type { Tx } from '../store/schema.ts';
import type { Deps } from './deps.ts';
import { mailsWait } from './send-mail.ts';

/** Nobody else looks at a conversation for so long while one decides about its mail. */
const LEASE_MS = 60_000;
const DAY_MS = 24 * 60 * 60 * 1000;
/** A mail quotes so many replies; the rest is behind its link. */
const QUOTED_MAX = 50;

type AwayDeps = Pick<Deps, 'database' | 'clock' | 'ids' | 'presence' | 'links' | 'mailer' | 'bus' | 'baseUrl'>;

/**
 * Looks at the conversation whose away mail is due longest, and puts the mail into the outbox if the visitor is still
 * away; false when none is due. Presence is asked just before, and whether the visitor wrote or looked since is read
 * under the row's lock.
 */
export async function sendAwayMail(deps: AwayDeps): Promise<boolean> {
  const { database, clock, presence } = deps;
  const key = await store.claimAwayMail(database.named, clock.now(), LEASE_MS);
  if (!key) return false;
  const isPresent = await presence.isPresent(key.id);
  const isMailed = await database.transaction(async (tx) => {
    const query: NamedQuery = (name, text, values) => database.named(name, text, values, tx);
    const due = await store.lockAwayMail(tx, key);
    const conversation = due && (await findConversation(query, key));
    const agent = conversation && (await findAgentById(query, conversation.agentId));
    if (!due || !conversation || !agent) return false;
    const settings = readSettings(agent.settings);
    const decision = await decideIn(deps, tx, { due, conversation, settings, isPresent });
    if (decision.type === 'wait') {
      await store.postponeAwayMail(tx, key, decision.until);
      return false;
    }
    if (decision.type === 'send') {
      const link = linkTo(deps, conversation, agent.scenarioId);
      const written = awayMail({ agentName: settings.name, replies: decision.replies, link });
      const { workspaceId } = conversation;
      const head = { id: deps.ids.uuid(), workspaceId, conversationId: conversation.id, kind: 'away' } as const;
      const mail = { ...head, to: decision.to, ...written };
      await insertMail(tx, mail, clock.now());
    }
    const seenOrd = decision.type === 'send' ? (decision.replies.at(-1)?.ord ?? 0) : conversation.messageCount;
    await store.settleAwayMail(query, key, seenOrd);
    return decision.type === 'send';
  });
  if (isMailed) mailsWait(deps);
  return true;
}

type Due = {
  readonly due: store.AwayMail;
  readonly conversation: Conversation;
  readonly settings: AgentSettings;
  readonly isPresent: boolean;
};

async function decideIn(
  { clock, mailer }: AwayDeps,
  tx: Tx,
  { due, conversation, settings, isPresent }: Due,
): Promise<AwayDecision> {
  const now = clock.now();
  const { email } = conversation.visitor;
  return decideAwayMail({
    now,
    delayMinutes: settings.awayMailMinutes,
    source: conversation.source,
    email,
    isPresent,
    lastVisitorMessageAt: conversation.lastVisitorMessageAt,
    firstReplyAt: due.firstReplyAt,
    replies: await store.listPersonReplies(tx, due, QUOTED_MAX),
    mailsLately: email ? await store.countAwayMails(tx, email, new Date(now.getTime() - DAY_MS)) : 0,
    ownAddress: mailer?.sender().replace(/^.*<|>$/g, '') ?? null,
  });
}

/** An address that opens this conversation, for whoever reads the visitor's mail. */
function linkTo({ links, baseUrl }: AwayDeps, conversation: Conversation, scenarioId: string): string {
  const token = links.seal(CONVERSATION_TOKEN, conversationContent(conversation), CONVERSATION_LINK_MS);
  return `${baseUrl()}/c/${scenarioId}?conversation=${token}`;
}
