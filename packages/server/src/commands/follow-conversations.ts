import { HIDDEN_SOURCES } from '@parley/protocol';
import { DEFAULT_SETTINGS } from '../domain/agent/settings.ts';
import { lockCursor, moveCursor } from '../store/events/read-log.ts';
import {
  awayMinutes,
  countConversationsBegun,
  insertAwayMails,
  type LoggedFact,
  readFacts,
} from '../store/mail/away-mails.ts';
import type { Tx } from '../store/schema.ts';
import type { Deps } from './deps.ts';

const CURSOR = 'conversations';
const MINUTE_MS = 60_000;
/** An older reply, as after a long rest of the jobs, is no news to mail. */
const NEWS_MS = 60 * MINUTE_MS;

/**
 * Reads the log on, at most `maxEvents`: counts the conversations of each agent, and remembers to look whether visitors
 * have seen what people wrote. Gives how many events it read.
 */
export async function followConversations(
  { database, clock }: Pick<Deps, 'database' | 'clock'>,
  { maxEvents }: { readonly maxEvents: number },
): Promise<number> {
  return database.transaction(async (tx) => {
    const cursor = await lockCursor(tx, CURSOR);
    const facts = cursor ? await readFacts(tx, cursor, maxEvents) : [];
    const last = facts.at(-1);
    if (!last) return 0;
    await countConversationsBegun(tx, begunByAgent(facts));
    await scheduleAwayMails(tx, facts, clock.now());
    await moveCursor(tx, CURSOR, last);
    return facts.length;
  });
}

function begunByAgent(facts: readonly LoggedFact[]): Map<string, number> {
  const begun = new Map<string, number>();
  for (const { type, agentId, source } of facts) {
    if (type !== 'conversation.started' || HIDDEN_SOURCES.some((hidden) => hidden === source)) continue;
    begun.set(agentId, (begun.get(agentId) ?? 0) + 1);
  }
  return begun;
}

async function scheduleAwayMails(tx: Tx, facts: readonly LoggedFact[], now: Date): Promise<void> {
  const fresh = facts.filter(({ isPersons, at }) => isPersons && at.getTime() > now.getTime() - NEWS_MS);
  if (fresh.length === 0) return;
  const minutes = await awayMinutes(tx, [...new Set(fresh.map(({ agentId }) => agentId))]);
  // The first of each conversation: later ones come after it in the same mail.
  const first = new Map(fresh.toReversed().map((fact) => [fact.conversationId, fact]));
  const mails = [...first.values()].flatMap(({ workspaceId, conversationId: id, agentId, ord, at: firstReplyAt }) => {
    const delay = minutes.get(agentId) ?? DEFAULT_SETTINGS.awayMailMinutes;
    const dueAt = new Date(firstReplyAt.getTime() + delay * MINUTE_MS);
    return ord === null || delay === 0 ? [] : [{ workspaceId, id, fromOrd: ord, firstReplyAt, dueAt }];
  });
  await insertAwayMails(tx, mails);
}
