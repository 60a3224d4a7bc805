import type { ChannelConfig, CheckReport } from '../../domain/channels/channel.ts';
import type { MailProblem } from '../../lib/mail-server.ts';
import { MailboxError, type Mailboxes } from '../../lib/mailbox.ts';
import type { OpenSmtp } from '../../lib/smtp.ts';
import { emailSettings, imapServer, smtpServer } from './settings.ts';

const FIELDS: Readonly<Record<MailProblem['stage'], string>> = {
  connect: 'host',
  tls: 'tls',
  login: 'password',
  mailbox: 'mailbox',
};

type Problem = CheckReport['problems'][number];

/** Logs in where mail is sent by and where it comes from, and says what is wrong. */
export async function checkMail(
  { openSmtp, mailboxes }: { readonly openSmtp: OpenSmtp; readonly mailboxes: Mailboxes },
  config: ChannelConfig,
): Promise<CheckReport> {
  const server = smtpServer(config);
  const [outgoing, incoming] = await Promise.all([
    smtpProblem(openSmtp, server),
    config.settings.inbound === 'smtp' ? null : mailboxProblem(mailboxes, config),
  ]);
  return {
    problems: [outgoing, incoming].filter((problem) => problem !== null),
    facts: { address: emailSettings(config).address, sends_by: server?.host ?? 'SMTP_URL' },
  };
}

async function smtpProblem(openSmtp: OpenSmtp, server: ReturnType<typeof smtpServer>): Promise<Problem | null> {
  const smtp = openSmtp(server);
  if (!smtp) {
    return {
      field: 'smtp_host',
      message: 'No mail can be sent: set an SMTP server here, or SMTP_URL for the installation.',
    };
  }
  const problem = await smtp.verify();
  if (!problem) return null;
  return server
    ? { field: `smtp_${FIELDS[problem.stage]}`, message: `SMTP: ${problem.message}` }
    : { field: null, message: `The mail server of the installation: ${problem.message}` };
}

async function mailboxProblem(mailboxes: Mailboxes, config: ChannelConfig): Promise<Problem | null> {
  const server = imapServer(config);
  if (!server) return { field: 'imap_host', message: 'No mail can come in: set the IMAP server, or choose “smtp”.' };
  const closing = new AbortController();
  try {
    const mailbox = await mailboxes.open(server, closing.signal);
    await mailbox.close();
    return null;
  } catch (error) {
    if (!(error instanceof MailboxError)) return { field: 'imap_host', message: 'IMAP: the connection was lost.' };
    return { field: `imap_${FIELDS[error.problem.stage]}`, message: `IMAP: ${error.problem.message}` };
  } finally {
    closing.abort();
  }
}
