import type { MailProblem, MailServer } from './mail-server.ts';

type Mailbox = { readonly name: string; readonly address: string };

/** A mail as it is handed to a server. Ids are in angle brackets. */
export type OutgoingMail = {
  readonly messageId: string;
  readonly from: Mailbox;
  readonly to: Mailbox;
  readonly replyTo: string | null;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly inReplyTo: string | null;
  readonly references: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  readonly attachments: readonly {
    readonly name: string;
    readonly contentType: string;
    readonly content: Uint8Array;
  }[];
};

/** What became of a mail; failures are told and never thrown. */
export type SmtpOutcome =
  | { readonly type: 'sent' }
  | {
      readonly type: 'failed';
      /** What was being done: `message` is when the whole mail has been sent and its receipt was to be said. */
      readonly stage: 'connect' | 'login' | 'sender' | 'recipient' | 'message';
      /** What the server answered (550); null when it did not. */
      readonly code: number | null;
      /** A sentence for people: the server's own, where there is one. */
      readonly detail: string;
    };

/** A way to hand mail in. Each mail has a connection of its own. */
export type Smtp = {
  send(mail: OutgoingMail): Promise<SmtpOutcome>;
  /** Connects and logs in; null when all is well. */
  verify(): Promise<MailProblem | null>;
};

/** `null` means the server that the installation sends its own mail by: null where it has none. */
export type OpenSmtp = (server: MailServer | null) => Smtp | null;
