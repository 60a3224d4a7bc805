import type { Source } from '@parley/protocol';

const MINUTE_MS = 60_000;
/** Who wrote so lately is taken to be still there. */
const STILL_THERE_MS = MINUTE_MS;
/** A mail waits for a person who goes on writing, but not longer than so many times the delay. */
const MOST_DELAYS = 3;
const MAILS_A_DAY = 6;

/** Where replies reach only who looks: on all other channels they arrive by themselves. */
const MAILED_SOURCES: readonly Source[] = ['widget', 'api'];

/** A person's words, as a mail quotes them. */
export type Reply = { readonly ord: number; readonly content: string; readonly createdAt: Date };

/** What is known when an away mail is due. */
export type AwayFacts = {
  readonly now: Date;
  /** The agent's setting; 0 for never. */
  readonly delayMinutes: number;
  readonly source: Source;
  readonly email: string | null;
  /** The visitor looks at the conversation just now. */
  readonly isPresent: boolean;
  readonly lastVisitorMessageAt: Date | null;
  /** When the first of the replies was written. */
  readonly firstReplyAt: Date;
  /** What people wrote since the visitor was last there, oldest first. */
  readonly replies: readonly Reply[];
  /** Away mails that went to this address within a day. */
  readonly mailsLately: number;
  /** Where our own mails come from. */
  readonly ownAddress: string | null;
};

export type AwayDecision =
  | { readonly type: 'send'; readonly replies: readonly Reply[]; readonly to: string }
  | { readonly type: 'wait'; readonly until: Date }
  | { readonly type: 'drop' };

/** Decides whether what people wrote is mailed to a visitor who is away, now, later or not at all. */
export function decideAwayMail(facts: AwayFacts): AwayDecision {
  const { now, email, source, delayMinutes, isPresent, lastVisitorMessageAt } = facts;
  const nowMs = now.getTime();
  const wroteMs = lastVisitorMessageAt?.getTime() ?? 0;
  // Who writes has seen what was said before.
  const replies = facts.replies.filter(({ createdAt }) => createdAt.getTime() > wroteMs);
  const newest = replies.at(-1);
  if (!newest || delayMinutes === 0 || !MAILED_SOURCES.includes(source)) return DROP;
  if (email === null || !isMailable(email, facts.ownAddress) || facts.mailsLately >= MAILS_A_DAY) return DROP;
  const delayMs = delayMinutes * MINUTE_MS;
  const newestMs = newest.createdAt.getTime();
  const restedMs = newestMs + delayMs;
  if (isPresent) return nowMs >= newestMs + STILL_THERE_MS ? DROP : waitUntil(restedMs);
  if (nowMs < wroteMs + STILL_THERE_MS) return waitUntil(wroteMs + STILL_THERE_MS);
  const latestMs = facts.firstReplyAt.getTime() + MOST_DELAYS * delayMs;
  if (nowMs < Math.min(restedMs, latestMs)) return waitUntil(Math.min(restedMs, latestMs));
  return { type: 'send', replies, to: email };
}

const DROP = { type: 'drop' } as const;
const waitUntil = (ms: number): AwayDecision => ({ type: 'wait', until: new Date(ms) });

/** Whether an address can be a person's: ours, and those of programs, would answer each other for ever. */
function isMailable(email: string, ownAddress: string | null): boolean {
  if (!/^[^\s@,;:<>()"]+@[^\s@,;:<>()"]+$/.test(email)) return false;
  if (ownAddress && email.toLowerCase() === ownAddress.toLowerCase()) return false;
  return !/^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?)([+.-].*)?@/i.test(email);
}
