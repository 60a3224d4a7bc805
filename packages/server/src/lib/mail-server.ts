/** A server that somebody gave us, to hand mail to or to fetch it from. */
export type MailServer = {
  readonly host: string;
  readonly port: number;
  /** Null where the server asks for no name. */
  readonly user: string | null;
  readonly password: string;
  /** `tls` from the first byte, `starttls` as soon as possible and never without, `none` in the clear. */
  readonly security: MailSecurity;
};

export const MAIL_SECURITIES = ['tls', 'starttls', 'none'] as const;
export type MailSecurity = (typeof MAIL_SECURITIES)[number];

/** What went wrong with a server, and at what: `message` is a sentence for people, without secrets. */
export type MailProblem = {
  readonly stage: 'connect' | 'tls' | 'login' | 'mailbox';
  readonly message: string;
};
