import type { RemoteFailure } from '../../lib/remote-tools.ts';
import { TooLargeError } from '../outside/exchange.ts';
import { failureOf } from '../outside/failure-of.ts';

/** The server answered with a status that no MCP server has for us. */
export class RemoteError extends Error {
  override readonly name = 'RemoteError';
  readonly status: number;
  constructor(status: number) {
    super(`The server answered with status ${status}.`);
    this.status = status;
  }
}

type About = {
  readonly url: string;
  readonly timeoutMs: number;
  readonly maxBytes: number;
  /** Whether the operation itself was under way, and not only the connection. */
  readonly isActing: boolean;
};

/** What a failed operation is called. What the server wrote of it is not repeated: it could be anything, and ours too. */
export function remoteFailure(thrown: unknown, { url, timeoutMs, maxBytes, isActing }: About): RemoteFailure {
  const isUnknown = isActing;
  if (thrown instanceof RemoteError) {
    const isRedirect = thrown.status < 400;
    const message = isRedirect
      ? `The server leads elsewhere (status ${thrown.status}); redirects are not followed.`
      : (REFUSALS[thrown.status] ?? thrown.message);
    return { type: 'failed', reason: 'protocol', message, isUnknown: isUnknown && thrown.status >= 500 };
  }
  // It has answered and done nothing: what JSON-RPC has for a method or its parameters (-32601, -32602).
  if (isActing && thrown instanceof Error && 'code' in thrown && (thrown.code === -32601 || thrown.code === -32602)) {
    const message = 'The server does not know this tool, or does not take this input.';
    return { type: 'failed', reason: 'rejected', message, isUnknown: false };
  }
  const error = thrown === 'too_large' ? new TooLargeError() : thrown;
  if (!isOfNetwork(error)) {
    return { type: 'failed', reason: 'protocol', message: 'What answered does not speak MCP as we do.', isUnknown };
  }
  const asked = { url, method: 'POST', timeoutMs, maxBytes } as const;
  const { reason, message } = failureOf(error, asked);
  return { type: 'failed', reason, message, isUnknown };
}

const REFUSALS: Readonly<Record<number, string>> = {
  401: 'The server does not accept our credentials (status 401).',
  403: 'The server does not allow this with our credentials (status 403).',
};

/** Faults of connections have a code, and ours have names; what the library says of messages has neither. */
function isOfNetwork(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const names = ['RefusedUrlError', 'RefusedAddressError', 'TooLargeError', 'TimeoutError'];
  if (names.includes(error.name)) return true;
  if (error.cause instanceof Error && isOfNetwork(error.cause)) return true;
  return (
    'code' in error && typeof error.code === 'string' && /^(E[A-Z]+|UND_ERR_\w+|ERR_\w+|CERT_\w+)$/.test(error.code)
  );
}
