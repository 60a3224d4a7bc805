import type { EndpointId } from '@parley/protocol/api';
import { type Call, type CallInput, createCall, send, type Transport } from './call.ts';
import { readEventStream, type ServerSentEvent } from './event-stream.ts';
import type { FollowOptions } from './follow-stream.ts';
import { followConversation, followWorkspace, type LiveNews } from './live-events.ts';

export type InboxClientOptions = Pick<Transport, 'baseUrl' | 'fetch'> & { readonly workspaceId: string };

/**
 * A client for somebody who is signed in, in one workspace: the browser's session vouches for them. Every method throws
 * ApiError when the server refuses.
 */
export type InboxClient = {
  readonly workspaceId: string;
  /** Any endpoint of the Workspace API and of the inbox, by its id. */
  readonly call: Call;
  /** The endpoints of the Agent API, for one agent of the workspace. */
  readonly agent: (chatbotId: string) => Call;
  /** The events with which an endpoint answers, as they come; throws before the first one where it refuses. */
  readonly stream: <Id extends EndpointId>(id: Id, input: CallInput<Id>) => AsyncGenerator<ServerSentEvent, void>;
  /** Everything that happens in the workspace; see `followWorkspace`. */
  readonly follow: (options?: FollowOptions) => AsyncGenerator<LiveNews, void>;
  /** One conversation, with what its agent is saying, which the workspace is not told; see `followConversation`. */
  readonly followConversation: (id: string, options?: FollowOptions) => AsyncGenerator<LiveNews, void>;
  /** Where an endpoint of the workspace answers, for links and pictures. */
  readonly address: (path: string) => string;
};

/** Makes the client; nothing is asked yet. */
export function createInboxClient({ workspaceId, ...rest }: InboxClientOptions): InboxClient {
  const home = `/inbox/api/${encodeURIComponent(workspaceId)}`;
  const place = (path: string): string => (path.startsWith('/inbox/') ? path : path.replace(/^\/v1/, home));
  const transport: Transport = { ...rest, place };
  return {
    workspaceId,
    call: createCall(transport),
    agent: (chatbotId) =>
      createCall({
        ...rest,
        place: (path) => path.replace(/^\/v1\/api(_core)?/, `${home}/chatbots/${encodeURIComponent(chatbotId)}`),
      }),
    async *stream(id, input) {
      const headers = { accept: 'text/event-stream', ...input.headers };
      const { body } = await send(transport, id, { ...input, headers });
      if (body) yield* readEventStream(body);
    },
    follow: (options) => followWorkspace(transport, options),
    followConversation: (id, options) => followConversation(transport, id, options),
    address: (path) => `${rest.baseUrl}${place(path)}`,
  };
}
