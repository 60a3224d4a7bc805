import { AppError } from '@parley/protocol';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isAllowed } from '../domain/people/permissions.ts';
import { callerOf, type Principal } from '../domain/people/principal.ts';
import type { EventStream } from '../realtime/open-streams.ts';
import type { JoinedEvent } from '../store/events/join-events.ts';
import { keyPrincipal } from './auth/workspace-key.ts';
import type { HttpDeps } from './deps.ts';

/** Whether the caller asks for server-sent events: by `?stream=`, else by the `Accept` header. */
export function wantsStream(
  { headers }: FastifyRequest,
  { stream }: { readonly stream?: boolean | undefined },
): boolean {
  return stream ?? headers.accept?.includes('text/event-stream') ?? false;
}

type Opening = {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** Throws once the caller's credential does not open the stream any more. */
  readonly authorise: () => Promise<unknown>;
  readonly beat?: () => string;
};

/**
 * Takes a request's connection over as a stream of server-sent events. It is ended within seconds when the credential is
 * revoked, and at once when the server is about to stop.
 */
export function openStream(deps: HttpDeps, { request, reply, authorise, beat }: Opening): EventStream {
  // The site is part of what lets a visitor's stream open: two sites may hold the same session.
  const { authorization = '', cookie = '', origin = '' } = request.headers;
  // So is the workspace of somebody who is signed in: a person who leaves one may stay in another.
  const { workspace_id: workspace = '' } = request.params as { readonly workspace_id?: string };
  const isAllowed = async (): Promise<boolean> => {
    try {
      await authorise();
      return true;
    } catch (error) {
      // A database that is away for a moment revokes nothing.
      return !(error instanceof AppError);
    }
  };
  reply.hijack();
  return deps.live.streams.open(reply.raw, {
    headers: reply.getHeaders(),
    credential: `${request.routeOptions.url}\n${authorization}\n${cookie}\n${origin}\n${workspace}`,
    isAllowed,
    ...(beat ? { beat } : {}),
  });
}

type Calling = { readonly principal: Principal; readonly request: FastifyRequest };

/** Asks for the credential of a call to the Workspace API again, and whether it still may read conversations. */
export const teamAuthority =
  (deps: HttpDeps, { principal, request }: Calling) =>
  async (): Promise<void> => {
    const now =
      principal.type === 'key'
        ? await keyPrincipal(deps, request)
        : await deps.sessions.principalOf(request, principal.workspaceId);
    if (!isAllowed(callerOf(now), 'conversations.view'))
      throw new AppError('forbidden', 'This may not be read any more.');
  };

type Place = { readonly workspaceId: string; readonly conversationId: string; readonly after: number };

/** Writes the events of a conversation to a stream as they come, in order; `write` gives their frames, null for none. */
export function followConversation(
  { live: { hub }, bus }: HttpDeps,
  stream: EventStream,
  place: Place,
  write: (events: readonly JoinedEvent[]) => Uint8Array | null,
): void {
  const follower = {
    ...place,
    isReady: stream.isDrained,
    take(events: readonly JoinedEvent[]) {
      const frames = write(events);
      if (frames) stream.write(frames);
      if (!stream.isDrained()) void stream.drained().then(() => hub.wake(place.conversationId));
    },
  };
  stream.closed.addEventListener('abort', hub.followConversation(follower), { once: true });
  // Nothing more will come, and what was told is not to be told again.
  const stop = bus.subscribe(`conversation:${place.conversationId}`, ({ type }) => {
    if (type === 'erased') stream.end();
  });
  stream.closed.addEventListener('abort', stop, { once: true });
}

/** Where a reader wants to go on: the browser's own header wins over the address that it first used. */
export const lastEventId = ({ headers }: FastifyRequest): string | undefined => {
  const id = headers['last-event-id'];
  return typeof id === 'string' && id !== '' ? id : undefined;
};

/** One server-sent event. */
export const frame = (event: string, data: object, id?: string | number): string =>
  `event: ${event}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`;
