import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { SMTPServerDataStream, SMTPServerSession } from 'smtp-server';

/** A mail for one recipient. */
export type ArrivedMail = {
  /** Empty for bounces. */
  readonly envelopeFrom: string;
  readonly envelopeTo: string;
  readonly raw: Uint8Array;
};

export type SmtpListenerOptions = {
  readonly port: number;
  readonly host: string;
  /** What the server calls itself. */
  readonly hostname: string;
  readonly maxBytes: number;
  /** Whether there is a channel for an address; one that throws asks the sender to come again. */
  readonly accepts: (address: string) => Promise<boolean>;
  /** Stores a mail: its sender hears that it was taken once it is `stored`, and is asked to come again when this throws. */
  readonly receive: (mail: ArrivedMail) => Promise<'stored' | 'refused'>;
  /** For STARTTLS, in PEM. Without, mail comes in the clear. */
  readonly tls?: { readonly key: string; readonly cert: string };
  readonly maxConnections?: number;
  /** How long a client may be silent, in milliseconds. */
  readonly patienceMs?: number;
};

export type SmtpListener = { readonly port: number; close(): Promise<void> };

/** One mail may be for several channels; nobody honest names more. */
const MAX_RECIPIENTS = 20;

/**
 * Receives mail for the channels' addresses, and for no other: it hands nothing on, and nobody can log in. What it says `250` to is
 * stored.
 */
export async function createSmtpListener(options: SmtpListenerOptions): Promise<SmtpListener> {
  const { SMTPServer } = await import('smtp-server');
  const { tls } = options;
  const server = new SMTPServer({
    name: options.hostname,
    banner: 'Parley',
    size: options.maxBytes,
    rejectOversized: true,
    secure: false,
    ...(tls ? { key: tls.key, cert: tls.cert } : {}),
    disabledCommands: ['AUTH', ...(tls ? [] : ['STARTTLS'])],
    authOptional: true,
    disableReverseLookup: true,
    hideENHANCEDSTATUSCODES: false,
    hideDSN: true,
    useProxy: false,
    useXClient: false,
    useXForward: false,
    lmtp: false,
    logger: false,
    maxClients: options.maxConnections ?? 50,
    maxRecipients: MAX_RECIPIENTS,
    maxAllowedUnauthenticatedCommands: 100,
    maxCommandLength: 4_096,
    socketTimeout: options.patienceMs ?? 60_000,
    closeTimeout: 5_000,
    onRcptTo({ address }, _session, done) {
      options.accepts(address).then(
        (isKnown) => done(isKnown ? null : answer(550, 'There is no such address here')),
        () => done(answer(451, 'Try again later')),
      );
    },
    onData(stream, session, done) {
      take(stream, session, options).then(
        (outcome) => done(outcome),
        () => done(answer(451, 'The mail could not be stored: try again later')),
      );
    },
  });
  // Of single connections: they end, and others go on.
  server.on('error', () => {});
  server.listen(options.port, options.host);
  await once(server.server, 'listening');
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

const answer = (responseCode: number, message: string): Error => Object.assign(new Error(message), { responseCode });

/** Null once all recipients have it. Those before one that failed get it again, and know it by its id. */
async function take(
  stream: SMTPServerDataStream,
  { envelope }: SMTPServerSession,
  { maxBytes, receive }: SmtpListenerOptions,
): Promise<Error | null> {
  const raw = await readWhole(stream, maxBytes);
  if (raw === null) return answer(552, `The mail is larger than ${maxBytes} bytes`);
  const envelopeFrom = envelope.mailFrom ? envelope.mailFrom.address : '';
  const outcomes: string[] = [];
  for (const { address } of envelope.rcptTo) outcomes.push(await receive({ envelopeFrom, envelopeTo: address, raw }));
  return outcomes.every((outcome) => outcome === 'refused') ? answer(550, 'The mail is not taken here') : null;
}

/** Reads to the end in any case, as the protocol wants, but keeps no more than is allowed. */
async function readWhole(stream: SMTPServerDataStream, maxBytes: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk as Uint8Array);
    size += bytes.length;
    if (size <= maxBytes) chunks.push(bytes);
    else chunks.length = 0;
  }
  return size > maxBytes ? null : Buffer.concat(chunks);
}
