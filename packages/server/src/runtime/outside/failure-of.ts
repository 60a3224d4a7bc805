import type { OutsideFailure, OutsideRequest } from '../../lib/outside-client.ts';
import { reasonOf } from '../reason-of.ts';
import { RefusedUrlError, TooLargeError } from './exchange.ts';
import { RefusedAddressError } from './guarded-lookup.ts';

/** What a failed exchange is called, with a sentence that names what is wrong. */
export function failureOf(
  thrown: unknown,
  { url, timeoutMs, maxBytes }: OutsideRequest,
): { readonly reason: OutsideFailure; readonly message: string; readonly isUnknown: boolean } {
  const error = firstCause(thrown);
  return { ...named(error, { url, timeoutMs, maxBytes }), isUnknown: mayHaveArrived(error) };
}

/** A connection that was there and is lost, or that nothing came from: what was sent on it may have been read. */
function mayHaveArrived(error: unknown): boolean {
  const isLate = error instanceof TooLargeError || (error instanceof Error && error.name === 'TimeoutError');
  return isLate || LOST_CODES.has(codeOf(error));
}

function named(
  error: unknown,
  { url, timeoutMs, maxBytes }: Pick<OutsideRequest, 'url' | 'timeoutMs' | 'maxBytes'>,
): { readonly reason: OutsideFailure; readonly message: string } {
  if (error instanceof RefusedUrlError) return { reason: 'refused_url', message: error.message };
  if (error instanceof RefusedAddressError) {
    return {
      reason: 'refused_address',
      message: `Requests to addresses that are not public are refused: ${error.message}.`,
    };
  }
  if (error instanceof TooLargeError) {
    return { reason: 'too_large', message: `The answer is larger than ${maxBytes} bytes.` };
  }
  if (error instanceof Error && error.name === 'TimeoutError') {
    return { reason: 'timeout', message: `There was no answer within ${timeoutMs / 1000} s.` };
  }
  const code = codeOf(error);
  const host = URL.canParse(url) ? new URL(url).host : 'the address';
  if (NAME_CODES.has(code)) return { reason: 'dns', message: `The name of ${host} does not resolve (${code}).` };
  if (TLS_CODE.test(code)) return { reason: 'tls', message: `No secure connection to ${host}: ${reasonOf(error)}.` };
  return { reason: 'connect', message: `The connection to ${host} failed: ${reasonOf(error)}.` };
}

const LOST_CODES = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'UND_ERR_SOCKET', 'UND_ERR_INFO', 'UND_ERR_ABORTED']);
const NAME_CODES = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NONAME', 'EAI_NODATA', 'ENODATA', 'ESERVFAIL']);
const TLS_CODE = /^(ERR_(TLS|SSL)|EPROTO|CERT_|DEPTH_|SELF_SIGNED|UNABLE_TO|HOSTNAME_|INVALID_CA|ERR_OSSL)/;

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');

/** What lies below the wrappers: a name that leads to several addresses fails once for each. */
function firstCause(error: unknown): unknown {
  if (error instanceof AggregateError && error.errors.length > 0) return firstCause(error.errors[0]);
  if (error instanceof Error && error.cause instanceof Error) return firstCause(error.cause);
  return error;
}
