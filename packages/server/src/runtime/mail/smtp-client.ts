import { once } from 'node:events';
import { connect, isIP, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { MailServer } from '../../lib/mail-server.ts';
import type { OpenSmtp, OutgoingMail, Smtp, SmtpOutcome } from '../../lib/smtp.ts';
import { problemWith, withoutSecret } from './mail-problem.ts';
import type { Reach } from './reach.ts';

type Options = SMTPConnection.Options;
type Login = { readonly user: string; readonly pass: string };
type Settings = { readonly options: Options; readonly login: Login | null };
type Failure = SMTPConnection.SMTPError;

export type SmtpClientOptions = {
  /** `SMTP_URL`; undefined where the installation has no mail server of its own. */
  readonly ownUrl: string | undefined;
  readonly reach: Reach;
  /** How long a server may be silent, in milliseconds; 20 s unless told. */
  readonly patienceMs?: number;
};

/** How mail is handed to servers that channels name, and to the installation's own. */
export function createOpenSmtp({ ownUrl, reach, patienceMs = 20_000 }: SmtpClientOptions): OpenSmtp {
  return (server) => {
    if (server) return smtpOf({ server, patienceMs, settings: () => guardedSettings(server, reach, patienceMs) });
    if (ownUrl === undefined) return null;
    const { hostname: host, port, password } = new URL(ownUrl);
    const own = { host, port: Number(port) || 587, password: decodeURIComponent(password) };
    return smtpOf({ server: own, patienceMs, settings: () => ownSettings(ownUrl) });
  };
}

/** The installation's own server is trusted, and its URL may say more than a channel's fields do. */
async function ownSettings(url: string): Promise<Settings> {
  const { createTransport } = await import('nodemailer');
  const { auth, ...options } = createTransport(url).options as Options & { readonly auth?: Login };
  return { options, login: auth ?? null };
}

async function guardedSettings(server: MailServer, reach: Reach, patienceMs: number): Promise<Settings> {
  const { host, port, user, password, security } = server;
  const socket = connect({ host, port, ...reach.lookupFor(server) });
  // Until the library listens: an event that nobody hears would end the process.
  socket.on('error', () => {});
  await connected(socket, patienceMs);
  return {
    options: {
      host,
      port,
      connection: socket,
      secure: security === 'tls',
      requireTLS: security === 'starttls',
      ignoreTLS: security === 'none',
      tls: { ...(isIP(host) === 0 ? { servername: host } : {}), rejectUnauthorized: true },
    },
    login: user === null ? null : { user, pass: password },
  };
}

async function connected(socket: Socket, patienceMs: number): Promise<void> {
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(patienceMs) });
  } catch (error) {
    socket.destroy();
    if ((error as Error).name === 'AbortError') throw Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' });
    throw error;
  }
}

type Target = {
  readonly server: Pick<MailServer, 'host' | 'port' | 'password'>;
  readonly settings: () => Promise<Settings>;
  readonly patienceMs: number;
};

function smtpOf(target: Target): Smtp {
  return {
    async verify() {
      const opened = await open(target);
      if (!(opened instanceof Opened)) {
        const stage = opened.stage === 'login' ? 'login' : problemWith(target.server, opened.error).stage;
        return { stage, message: sentenceOf(opened, target) };
      }
      opened.connection.quit();
      return null;
    },
    async send(mail) {
      const opened = await open(target);
      if (!(opened instanceof Opened)) {
        return { type: 'failed', stage: opened.stage, code: codeOf(opened.error), detail: sentenceOf(opened, target) };
      }
      try {
        return await handIn(opened.connection, mail, target);
      } finally {
        opened.connection.quit();
      }
    },
  };
}

/** A connection that is logged in. */
class Opened {
  readonly connection: SMTPConnection;
  constructor(connection: SMTPConnection) {
    this.connection = connection;
  }
}

type NotOpened = { readonly stage: 'connect' | 'login'; readonly error: Failure };

async function open({ settings, patienceMs }: Target): Promise<Opened | NotOpened> {
  let connection: SMTPConnection;
  let login: Login | null;
  try {
    const given = await settings();
    const { default: Connection } = await import('nodemailer/lib/smtp-connection');
    connection = new Connection({ ...given.options, ...waitsOf(patienceMs), logger: false, debug: false });
    login = given.login;
  } catch (error) {
    return { stage: 'connect', error: error as Failure };
  }
  const error = await new Promise<Failure | null>((resolve) => {
    // Also for what comes later: an event that nobody hears would end the process.
    connection.on('error', resolve);
    connection.connect((failure) => resolve(failure ?? null));
  });
  const refusal = error ?? (login && (await logIn(connection, login)));
  if (!refusal) return new Opened(connection);
  connection.close();
  return { stage: refusal.code === 'EAUTH' ? 'login' : 'connect', error: refusal };
}

const waitsOf = (patienceMs: number): Options => ({
  connectionTimeout: patienceMs,
  greetingTimeout: patienceMs,
  dnsTimeout: patienceMs,
  socketTimeout: patienceMs,
});

const logIn = (connection: SMTPConnection, login: Login): Promise<Failure | null> =>
  new Promise((resolve) => {
    connection.on('error', resolve);
    connection.login({ credentials: { ...login } }, (failure) => resolve(failure ?? null));
  });

async function handIn(connection: SMTPConnection, mail: OutgoingMail, target: Target): Promise<SmtpOutcome> {
  const raw = await rawMail(mail);
  const written = { isWhole: false };
  const envelope = { from: mail.from.address, to: [mail.to.address], size: raw.length };
  const body = Readable.from(pieces(raw, written), { objectMode: false, highWaterMark: PIECE });
  const error = await new Promise<Failure | null>((resolve) => {
    connection.on('error', resolve);
    connection.send(envelope, body, (failure) => resolve(failure));
  });
  if (!error) return { type: 'sent' };
  const code = codeOf(error);
  const stage = code === null ? (written.isWhole ? 'message' : 'connect') : stageOf(error.command);
  return { type: 'failed', stage, code, detail: sentenceOf({ error, stage }, target) };
}

const PIECE = 64 * 1024;

/** The mail as the server takes it: only when all of it is written may it have been received. */
async function* pieces(raw: Buffer, written: { isWhole: boolean }): AsyncGenerator<Buffer> {
  for (let at = 0; at < raw.length; at += PIECE) {
    if (at + PIECE >= raw.length) written.isWhole = true;
    yield raw.subarray(at, at + PIECE);
  }
}

function stageOf(command: string | undefined): 'login' | 'sender' | 'recipient' | 'message' {
  if (command?.startsWith('AUTH')) return 'login';
  if (command?.startsWith('MAIL')) return 'sender';
  return command?.startsWith('RCPT') ? 'recipient' : 'message';
}

/** What the server answered, where it did; a failure of our own has no number. */
function codeOf({ responseCode, code }: Failure): number | null {
  if (typeof responseCode === 'number') return responseCode;
  // Found before anything was sent: an address or a size that this server does not take.
  return code === 'EENVELOPE' || code === 'EMESSAGE' ? 550 : null;
}

function sentenceOf({ stage, error }: { readonly stage: string; readonly error: Failure }, { server }: Target): string {
  const said = withoutSecret((error.response ?? '').replaceAll(/\s+/g, ' ').trim(), server.password);
  if (said !== '') return stage === 'login' ? `The server refuses the user name or password: ${said}` : said;
  if (stage === 'login') return 'The server refuses the user name or password.';
  if (error.code === 'EENVELOPE' || error.code === 'EMESSAGE') return withoutSecret(error.message, server.password);
  return problemWith(server, error).message;
}

async function rawMail({ headers, attachments, ...mail }: OutgoingMail): Promise<Buffer> {
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer');
  const composer = new MailComposer({
    messageId: mail.messageId,
    from: mail.from,
    to: mail.to,
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    ...(mail.replyTo === null ? {} : { replyTo: mail.replyTo }),
    ...(mail.inReplyTo === null ? {} : { inReplyTo: mail.inReplyTo }),
    ...(mail.references.length === 0 ? {} : { references: [...mail.references] }),
    headers: { ...headers },
    attachments: attachments.map(({ name, contentType, content }) => ({
      filename: name,
      contentType,
      content: Buffer.from(content),
    })),
    disableFileAccess: true,
    disableUrlAccess: true,
    xMailer: false,
  });
  return composer.compile().build();
}
