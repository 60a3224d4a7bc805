import { AppError } from '@parley/protocol';
import { readSettings } from '../domain/agent/settings.ts';
import { requireOwn } from '../domain/visitor/own-conversation.ts';
import { isOwnAddress, requireOwnAddress, TRANSCRIPTS_PER_HOUR } from '../domain/visitor/transcript-rules.ts';
import type { VisitorSession } from '../domain/visitor/visitor-session.ts';
import { transcriptMail } from '../presenters/transcript-mail.ts';
import type { Agent } from '../store/agents/find-access.ts';
import { findConversation } from '../store/conversations/find-conversation.ts';
import { countTranscripts, insertMail, lockRecipient } from '../store/mail/outbox.ts';
import { findTranscript } from '../store/messages/find-transcript.ts';
import type { Deps } from './deps.ts';
import { mailsWait } from './send-mail.ts';

const HOUR_MS = 60 * 60 * 1000;
/** A mail tells so many of the latest messages and markers. */
const ENTRIES_MAX = 500;

export type MailTranscriptInput = {
  readonly agent: Agent;
  readonly session: VisitorSession;
  readonly conversationId: string;
  readonly email: string;
  /** Counts one transcript of this visitor, once the request is known to be good; rejects when they have had too many. */
  readonly spend: () => Promise<void>;
};

/**
 * Puts the conversation, as its visitor saw it, into the outbox for an address; without links of the visitor's and the
 * agent's where nobody vouches that the address is theirs. Throws `not_found`, `forbidden` (not the address that the site
 * has vouched for), `too_many_requests` (3 an hour to one address) and `unavailable` (no mails here).
 */
export async function mailTranscript(
  deps: Pick<Deps, 'database' | 'clock' | 'ids' | 'mailer' | 'bus'>,
  { agent, session, conversationId, email, spend }: MailTranscriptInput,
): Promise<void> {
  const { database, clock, ids, mailer } = deps;
  const key = { workspaceId: agent.workspaceId, id: conversationId };
  const conversation = await findConversation(database.named, key);
  if (!conversation) throw new AppError('not_found', 'There is no such conversation.');
  requireOwn(conversation, session);
  requireOwnAddress(session, email);
  if (!mailer) throw new AppError('unavailable', 'Mails cannot be sent at the moment.', { reason: 'no_mail' });
  await spend();
  const found = await findTranscript(database.named, key, ENTRIES_MAX + 1);
  const written = transcriptMail({
    agentName: readSettings(agent.settings).name,
    language: conversation.mostFrequentLanguage,
    entries: found.slice(-ENTRIES_MAX),
    isCut: found.length > ENTRIES_MAX,
    isVouchedFor: isOwnAddress(session, email),
  });
  const now = clock.now();
  await database.transaction(async (tx) => {
    await lockRecipient(tx, email);
    const since = new Date(now.getTime() - HOUR_MS);
    if ((await countTranscripts(tx, email, since)) >= TRANSCRIPTS_PER_HOUR) {
      const message = 'This address has had several transcripts within an hour: try again later.';
      throw new AppError('too_many_requests', message, { retryAfterSeconds: HOUR_MS / 1000 });
    }
    const mail = { id: ids.uuid(), workspaceId: agent.workspaceId, kind: 'transcript', to: email } as const;
    await insertMail(tx, { ...mail, ...written, conversationId }, now);
  });
  mailsWait(deps);
}
