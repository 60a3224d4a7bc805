import type { ImapFlow, ImapFlowOptions } from 'imapflow';
import { type Mailbox, MailboxError, type Mailboxes, type MailboxServer } from '../../lib/mailbox.ts';
import { problemWith, withoutSecret } from './mail-problem.ts';
import type { Reach } from './reach.ts';

export type MailboxesOptions = {
  readonly reach: Reach;
  /** How long a server may take to let us in, in milliseconds; 20 s unless told. */
  readonly patienceMs?: number;
};

/** A response larger than what we ask for is an attack, or a server out of its mind. */
const MAX_RESPONSE = 64 * 1024 * 1024;

/** Opens mailboxes by IMAP. */
export function createMailboxes({ reach, patienceMs = 20_000 }: MailboxesOptions): Mailboxes {
  return {
    async open(server, signal) {
      // Loaded with the first mailbox: a start need not wait for it.
      const { ImapFlow: Client } = await import('imapflow');
      const client = new Client(optionsOf(server, reach, patienceMs));
      // Each failure comes as a rejection as well; an event that nobody hears would end the process.
      client.on('error', () => {});
      const close = () => client.close();
      signal.addEventListener('abort', close, { once: true });
      try {
        signal.throwIfAborted();
        await client.connect();
        return await openMailbox(client, server);
      } catch (error) {
        client.close();
        throw new MailboxError(problemOf(server, error));
      }
    },
  };
}

function optionsOf(server: MailboxServer, reach: Reach, patienceMs: number): ImapFlowOptions {
  const { host, port, user, password, security } = server;
  let lookup: ReturnType<Reach['lookupFor']>;
  try {
    lookup = reach.lookupFor(server);
  } catch (error) {
    throw new MailboxError(problemWith(server, error));
  }
  return {
    host,
    port,
    secure: security === 'tls',
    ...(security === 'tls' ? {} : { doSTARTTLS: security === 'starttls' }),
    // Handed on to the connection, with or without encryption.
    tls: { ...lookup, rejectUnauthorized: true },
    auth: { user: user ?? '', pass: password },
    clientInfo: { name: 'Parley', version: '', vendor: '', 'support-url': '' },
    logger: false,
    disableAutoIdle: true,
    disableCompression: true,
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: Math.max(patienceMs, 150_000),
    maxLineLength: 1024 * 1024,
    maxLiteralSize: MAX_RESPONSE / 2,
    maxResponseSize: MAX_RESPONSE,
  };
}

async function openMailbox(client: ImapFlow, { mailbox: path }: MailboxServer): Promise<Mailbox> {
  const { uidValidity, uidNext } = await client.mailboxOpen(path);
  const arrivals = watchArrivals(client);
  return {
    uidValidity: String(uidValidity),
    // Old servers do not tell it.
    uidNext: uidNext > 0 ? uidNext : 1,
    async unseenAbove(uid, since) {
      arrivals.forget();
      const found = await client.search({ uid: `${uid + 1}:*`, seen: false, since }, { uid: true });
      if (!found) throw lost();
      // `n:*` names the last message also where its UID is lower (RFC 9051, 9).
      return [...found].filter((one) => one > uid).sort((left, right) => left - right);
    },
    async fetch(uid, maxBytes) {
      const sized = await client.fetchOne(String(uid), { size: true }, { uid: true });
      if (!sized) return null;
      if ((sized.size ?? 0) > maxBytes) return 'too_large';
      const whole = await client.fetchOne(String(uid), { source: true }, { uid: true });
      return (whole ? whole.source : null) ?? null;
    },
    async markSeen(uid) {
      await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true });
    },
    async news(ms) {
      if (arrivals.has()) return;
      // Ended by the next command; a server that has no such thing is asked by the clock.
      const idling = client.idle().then(
        () => undefined,
        () => undefined,
      );
      await arrivals.next(ms);
      if (!client.usable) throw lost();
      await Promise.all([client.noop(), idling]);
    },
    async close() {
      await client.logout().catch(() => {});
      client.close();
    },
  };
}

const lost = (): Error => new Error('The connection to the mailbox is lost.');

/** Remembers that something came, also while nobody waits for it. */
function watchArrivals(client: ImapFlow): { forget(): void; has(): boolean; next(ms: number): Promise<void> } {
  let hasCome = false;
  let wake: () => void = () => {};
  client.on('exists', () => {
    hasCome = true;
    wake();
  });
  client.on('close', () => wake());
  return {
    forget() {
      hasCome = false;
    },
    has: () => hasCome,
    next: (ms) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, ms);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
        if (hasCome || !client.usable) wake();
      }),
  };
}

function problemOf(server: MailboxServer, error: unknown): MailboxError['problem'] {
  if (error instanceof MailboxError) return error.problem;
  const { authenticationFailed, mailboxMissing, responseText, responseStatus } = error as {
    authenticationFailed?: boolean;
    mailboxMissing?: boolean;
    responseText?: string;
    responseStatus?: string;
  };
  const said = withoutSecret(responseText ?? '', server.password)
    .replaceAll(/\s+/g, ' ')
    .slice(0, 200);
  if (authenticationFailed)
    return { stage: 'login', message: sentence('The server refuses the user name or password', said) };
  if (mailboxMissing || responseStatus === 'NO') {
    return { stage: 'mailbox', message: sentence(`There is no mailbox ${server.mailbox} to open`, said) };
  }
  return problemWith(server, error);
}

const sentence = (what: string, said: string): string => (said === '' ? `${what}.` : `${what}: ${said}`);
