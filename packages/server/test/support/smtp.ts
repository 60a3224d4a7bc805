import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export type ReceivedMail = Email & { readonly envelope: { readonly from: string; readonly to: readonly string[] } };

export type Smtp = {
  /** For `SMTP_URL`. */
  readonly url: string;
  readonly port: number;
  /** What was delivered, the first first. */
  readonly mails: readonly ReceivedMail[];
  /** Answers each recipient with this code from now on; `null` takes them again. */
  refuse(code: number | null): void;
  /** Forgets what was delivered. */
  clear(): void;
  close(): Promise<void>;
};

/** An SMTP server on this machine that keeps what it is given. Without encryption unless told. */
export async function startSmtp(
  options: SMTPServerOptions & { readonly port?: number; readonly credentials?: string } = {},
): Promise<Smtp> {
  const mails: ReceivedMail[] = [];
  let refusal: number | null = null;
  const { port: wanted = 0, credentials, ...given } = options;
  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    disableReverseLookup: true,
    ...given,
    onRcptTo(_address, _session, done) {
      done(refusal === null ? null : Object.assign(new Error('refused by the test'), { responseCode: refusal }));
    },
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const sender = envelope.mailFrom ? envelope.mailFrom.address : '';
        const to = envelope.rcptTo.map(({ address }) => address);
        PostalMime.parse(Buffer.concat(chunks)).then((mail) => {
          mails.push({ ...mail, envelope: { from: sender, to } });
          done();
        }, done);
      });
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(wanted, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  const scheme = given.secure ? 'smtps' : 'smtp';
  return {
    url: `${scheme}://${credentials ? `${credentials}@` : ''}127.0.0.1:${port}`,
    port,
    mails,
    refuse(code) {
      refusal = code;
    },
    clear() {
      mails.length = 0;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
