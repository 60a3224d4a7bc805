import type { MailProblem, MailServer } from '../../lib/mail-server.ts';
import { RefusedAddressError } from '../outside/guarded-lookup.ts';
import { reasonOf } from '../reason-of.ts';

const NAME_CODES = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EDNS']);
const TLS_CODE = /^(ETLS|ERR_TLS|ERR_SSL|EPROTO|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED|HOSTNAME_)/;
const LATE = /^(ETIMEDOUT|ETIMEOUT|CONNECT_TIMEOUT|GREETING_TIMEOUT|UPGRADE_TIMEOUT)$/;

/** What a failed connection to a mail server is called, with a sentence that names what is wrong and never the password. */
export function problemWith(server: Pick<MailServer, 'host' | 'port' | 'password'>, thrown: unknown): MailProblem {
  const error = firstCause(thrown);
  const place = `${server.host}:${server.port}`;
  const { code = '', tlsFailed } = error as { code?: string; tlsFailed?: boolean };
  const reason = withoutSecret(reasonOf(error), server.password);
  if (error instanceof RefusedAddressError) {
    return { stage: 'connect', message: `Servers at addresses that are not public are refused: ${reason}.` };
  }
  if (NAME_CODES.has(code)) return { stage: 'connect', message: `The name of ${server.host} does not resolve.` };
  if (LATE.test(code))
    return { stage: 'connect', message: `${place} did not answer in time. Is it the right port, and encryption?` };
  if (tlsFailed || TLS_CODE.test(code) || /wrong version number|certificate|STARTTLS/i.test(reason)) {
    return { stage: 'tls', message: `There is no secure connection to ${place}: ${reason}.` };
  }
  return { stage: 'connect', message: `The connection to ${place} failed: ${reason}.` };
}

/** What a server or library says, without a secret that it may have repeated. */
export function withoutSecret(text: string, secret: string): string {
  if (secret === '') return text;
  return [secret, Buffer.from(secret).toString('base64')].reduce((said, hidden) => said.replaceAll(hidden, '…'), text);
}

/** Libraries wrap what went wrong. */
function firstCause(thrown: unknown): unknown {
  const inner = thrown instanceof AggregateError ? thrown.errors[0] : (thrown as { cause?: unknown } | null)?.cause;
  return inner instanceof Error ? firstCause(inner) : thrown;
}
