import type { Client } from '@modelcontextprotocol/client';
import type { Json } from '../../lib/json.ts';
import type { RemoteFailure, RemoteServer, RemoteTool, RemoteTools } from '../../lib/remote-tools.ts';
import { type Resolve, systemResolve } from '../outside/guarded-lookup.ts';
import { createGuardedFetch, type GuardedFetch } from './guarded-fetch.ts';
import { contentOf } from './remote-content.ts';
import { RemoteError, remoteFailure } from './remote-failure.ts';

export type RemoteToolsOptions = {
  /** Origins that may be private and without TLS: for development and tests. */
  readonly allowPrivateUrls?: readonly string[];
  readonly resolve?: Resolve;
  /** Other limits, for tests. */
  readonly limits?: { readonly timeoutMs: number; readonly maxBytes: number };
};

const LIMITS = { timeoutMs: 10_000, maxBytes: 1024 * 1024 };
const MOST_TOOLS = 100;

/** Makes the client of remote MCP servers. The protocol's library is loaded with the first operation. */
export function createRemoteTools(options: RemoteToolsOptions = {}): RemoteTools {
  const { allowPrivateUrls = [], resolve = systemResolve, limits = LIMITS } = options;
  let opened: Promise<GuardedFetch> | undefined;

  /** Connects, does one thing and leaves. */
  async function within<T>(
    server: RemoteServer,
    given: AbortSignal,
    act: (client: Client, request: { signal: AbortSignal; timeout: number }) => Promise<T>,
  ): Promise<T | RemoteFailure> {
    const deadline = AbortSignal.timeout(limits.timeoutMs);
    const signal = AbortSignal.any([deadline, given]);
    const allowance = { bytesLeft: limits.maxBytes };
    let fault: unknown = null;
    let isActing = false;
    opened ??= createGuardedFetch({ allowPrivateUrls, resolve });
    const { fetch } = await opened;
    const connection = await connectionTo(server, async (url, init = {}) => {
      const both = init.signal ? AbortSignal.any([signal, init.signal]) : signal;
      try {
        const answer = await fetch(url, { ...init, signal: both }, allowance);
        if (answer.status >= 300 && answer.status !== 404 && answer.status !== 405)
          fault ??= new RemoteError(answer.status);
        return answer;
      } catch (error) {
        // The library wraps what went wrong in words of its own.
        fault ??= error;
        throw error;
      }
    });
    try {
      const request = { signal, timeout: limits.timeoutMs };
      await untilAborted(connection.connect(request), signal);
      isActing = true;
      return await untilAborted(act(connection.client, request), signal);
    } catch (error) {
      given.throwIfAborted();
      const first = deadline.aborted ? deadline.reason : allowance.bytesLeft < 0 ? 'too_large' : (fault ?? error);
      return remoteFailure(first, { url: server.url, ...limits, isActing });
    } finally {
      await connection.client.close().catch(() => {});
    }
  }

  return {
    list: (server, signal) =>
      within(server, signal, async (client, request) => {
        const { tools } = await client.listTools({}, request);
        return { type: 'listed' as const, tools: tools.slice(0, MOST_TOOLS).map(remoteTool) };
      }),
    call: (server, { name, input }, signal) =>
      within(server, signal, async (client, request) => {
        const answer = await client.callTool({ name, arguments: { ...input } }, request);
        return { type: 'answered' as const, content: contentOf(answer), isError: answer.isError === true };
      }),
    async close() {
      await (await opened)?.close();
    },
  };
}

type Fetch = (url: string | URL, init?: RequestInit) => Promise<Response>;

async function connectionTo(server: RemoteServer, fetch: Fetch) {
  const { Client, SSEClientTransport, StreamableHTTPClientTransport } = await import('@modelcontextprotocol/client');
  const client = new Client(
    { name: 'parley', version: '1' },
    // A schema of others could hold us up; what a tool gives is data whatever its shape.
    {
      jsonSchemaValidator: {
        getValidator: () => (input) => ({ valid: true, data: input as never, errorMessage: undefined }),
      },
    },
  );
  const url = new URL(server.url);
  const options = { fetch, requestInit: { headers: headersOf(server) } };
  const isSse = /(^|[/._-])sse([/._-]|$)/i.test(url.pathname);
  const transport = isSse ? new SSEClientTransport(url, options) : new StreamableHTTPClientTransport(url, options);
  return {
    client,
    connect: (request: { signal: AbortSignal; timeout: number }) => client.connect(transport, request),
  };
}

function headersOf({ auth }: RemoteServer): Record<string, string> {
  if (auth.type === 'bearer') return { authorization: `Bearer ${auth.token}` };
  return auth.type === 'headers' ? { ...auth.headers } : {};
}

/** The library does not watch the signal everywhere, and nobody waits longer than it says. */
async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = () => reject(signal.reason);
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
    work.catch(() => {});
  }
}

type Listed = Awaited<ReturnType<Client['listTools']>>['tools'][number];

const remoteTool = ({ name, title, description, inputSchema, annotations }: Listed): RemoteTool => ({
  name,
  title: title ?? null,
  description: description ?? '',
  // It came as JSON.
  inputSchema: inputSchema as RemoteTool['inputSchema'] & Json,
  isReadOnly: annotations?.readOnlyHint === true,
});
