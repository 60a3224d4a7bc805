import type { listLiveEventsEndpoint } from '@parley/protocol/api';
import { writePosition } from '../../../realtime/position.ts';
import type { LogCursor } from '../../../store/events/join-events.ts';
import type { HttpDeps } from '../../deps.ts';
import { openStream, teamAuthority } from '../../open-stream.ts';
import { TAKEN_OVER, type TakenOver } from '../../taken-over.ts';
import type { WorkspaceCall } from '../../workspace-route.ts';
import { workspaceFrames } from './live-frames.ts';
import { followSignals, teamSignal } from './live-signals.ts';

/** Everything of the workspace after `from`, or from now on. */
export function streamWorkspaceEvents(
  deps: HttpDeps,
  { workspaceId, principal, request, reply }: WorkspaceCall<typeof listLiveEventsEndpoint>,
  from: LogCursor | null,
): TakenOver {
  let position = from;
  // Also told without events: who was quiet for long need not look through all that others did meanwhile.
  const beat = (): string => (position ? `id: ${writePosition(position)}\n` : '');
  const stream = openStream(deps, { request, reply, authorise: teamAuthority(deps, { principal, request }), beat });
  const follower = {
    workspaceId,
    isClosed: () => stream.closed.aborted,
    drained: stream.drained,
    giveUp: stream.end,
    take(events: Parameters<typeof workspaceFrames>[0], upto: LogCursor) {
      const isFirst = position === null;
      position = upto;
      if (isFirst) stream.write(`${beat()}\n`);
      const frames = workspaceFrames(events);
      if (frames) stream.write(frames);
    },
  };
  followSignals(deps, stream, `workspace:${workspaceId}`, teamSignal);
  deps.live.hub.followWorkspace(follower, from, stream.closed).catch((error: unknown) => {
    deps.log.error({ err: error, request_id: request.id }, 'a stream could not be caught up');
    stream.end();
  });
  return TAKEN_OVER;
}
