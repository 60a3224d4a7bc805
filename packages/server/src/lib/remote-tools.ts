import type { Json, JsonObject } from './json.ts';

/** A remote MCP server that somebody gave us. */
export type RemoteServer = {
  /** Streamable HTTP; the older HTTP with SSE where the path says `sse`. */
  readonly url: string;
  /** How we sign in: one way or the other, never both. */
  readonly auth:
    | { readonly type: 'none' }
    | { readonly type: 'bearer'; readonly token: string }
    | { readonly type: 'headers'; readonly headers: Readonly<Record<string, string>> };
};

/** A tool as its server tells it: words of others, that nobody has vouched for. */
export type RemoteTool = {
  readonly name: string;
  readonly title: string | null;
  readonly description: string;
  readonly inputSchema: JsonObject;
  /** Whether the server says that it changes nothing. */
  readonly isReadOnly: boolean;
};

export type RemoteFailure = {
  readonly type: 'failed';
  /** `protocol`: what answered does not speak MCP, or refuses us. `rejected`: it knows no such tool, or not with such input. */
  readonly reason:
    | 'rejected'
    | 'refused_url'
    | 'refused_address'
    | 'dns'
    | 'connect'
    | 'tls'
    | 'timeout'
    | 'too_large'
    | 'protocol';
  /** A sentence of ours for people, with nothing secret and nothing that the server wrote. */
  readonly message: string;
  /** Whether the call may have been carried out all the same: then it must not be tried again by itself. */
  readonly isUnknown: boolean;
};

/** What goes wrong outside is an outcome and never thrown. */
export type RemoteListing = { readonly type: 'listed'; readonly tools: readonly RemoteTool[] } | RemoteFailure;
export type RemoteAnswer =
  | { readonly type: 'answered'; readonly content: Json; readonly isError: boolean }
  | RemoteFailure;

/** Tools of remote MCP servers. Each operation has 10 s and 1 MiB, and is a connection of its own. */
export interface RemoteTools {
  /** The tools that a server has, at most 100. */
  list(server: RemoteServer, signal: AbortSignal): Promise<RemoteListing>;
  call(
    server: RemoteServer,
    tool: { readonly name: string; readonly input: JsonObject },
    signal: AbortSignal,
  ): Promise<RemoteAnswer>;
  close(): Promise<void>;
}
