import type { MailProblem, MailServer } from './mail-server.ts';

/** A mailbox that is open for reading. Everything throws when the connection is lost. */
export type Mailbox = {
  /** UIDs hold as long as this stays (RFC 9051, 2.3.1.1). */
  readonly uidValidity: string;
  /** The UID that the next message is to have. */
  readonly uidNext: number;
  /** UIDs above `uid` of messages that nobody has seen, ascending, without what came before a day. */
  unseenAbove(uid: number, since: Date): Promise<readonly number[]>;
  /** A message as it is, not marked; null when it is gone. */
  fetch(uid: number, maxBytes: number): Promise<Uint8Array | 'too_large' | null>;
  markSeen(uid: number): Promise<void>;
  /** Until something has come, or so many milliseconds have passed. */
  news(ms: number): Promise<void>;
  close(): Promise<void>;
};

export type MailboxServer = MailServer & { readonly mailbox: string };

/** Mailboxes of servers that speak IMAP. */
export type Mailboxes = {
  /** Throws MailboxError. The connection is closed when the signal fires. */
  open(server: MailboxServer, signal: AbortSignal): Promise<Mailbox>;
};

/** A mailbox could not be opened. */
export class MailboxError extends Error {
  override readonly name = 'MailboxError';
  readonly problem: MailProblem;
  constructor(problem: MailProblem) {
    super(problem.message);
    this.problem = problem;
  }
}
