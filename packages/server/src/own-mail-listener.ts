import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { AppError } from '@parley/protocol';
import { acceptsMail, receiveMail } from './commands/receive-mail.ts';
import type { Config } from './config.ts';
import type { OpenParley } from './open-parley.ts';
import { createSmtpListener, type SmtpListener } from './runtime/mail/smtp-listener.ts';
import { reasonOf } from './runtime/reason-of.ts';

/** As large as the largest providers take. */
const MAX_BYTES = 25 * 1024 * 1024;

/** Receives mail for channels, where the configuration says so; null where not. Throws AppError when it cannot. */
export async function ownMailListener(
  { deps }: Pick<OpenParley, 'deps'>,
  { mailListener }: Pick<Config, 'mailListener'>,
): Promise<SmtpListener | null> {
  if (!mailListener) return null;
  const { port, host, name, tls } = mailListener;
  try {
    return await createSmtpListener({
      port,
      host,
      hostname: name ?? hostname(),
      maxBytes: MAX_BYTES,
      accepts: (address) => acceptsMail(deps, address),
      receive: (mail) => receiveMail(deps, mail),
      ...(tls ? { tls: { key: await readFile(tls.keyPath, 'utf8'), cert: await readFile(tls.certPath, 'utf8') } } : {}),
    });
  } catch (error) {
    const message = `Mail cannot be received on ${host}:${port} (${reasonOf(error)}): correct PARLEY_SMTP_PORT and what belongs to it.`;
    throw new AppError('unavailable', message, undefined, error);
  }
}
