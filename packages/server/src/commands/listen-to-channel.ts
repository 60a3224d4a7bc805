import type { StoredChannel } from '../domain/channels/channel-state.ts';
import { type Lease, saveResume } from '../store/channels/listeners.ts';
import { openChannel } from '../store/channels/open-channel.ts';
import { accessTo, fitToTell } from './channel-access.ts';
import type { Deps } from './deps.ts';
import { receiveFor } from './receive-delivery.ts';
import { tellChannelProblem } from './tell-channel-problem.ts';

/** So many connections in a row fail before somebody is told. */
const FAILURES_TOLD = 3;

/** Holds a channel's connection open, whose lease this node has, until the signal fires. Throws when it is lost. */
export async function listenToChannel(
  deps: Deps,
  channel: StoredChannel,
  { lease, signal }: { readonly lease: Lease; readonly signal: AbortSignal },
): Promise<void> {
  const opened = await openChannel(deps.database.named, channel.id);
  if (!opened) return;
  const access = accessTo(deps, opened);
  try {
    await access.port.listen?.(access.config, {
      signal,
      resume: lease.resume,
      async hear(delivery) {
        // A connection may be held for days: the agent is as it is now.
        const now = await openChannel(deps.database.named, channel.id);
        const status = now ? (await receiveFor(deps, accessTo(deps, now), delivery)).status : 200;
        if (status >= 400) throw new Error('The channel is not set up to take what it hears.');
      },
      remember: (state) => saveResume(deps.database.named, channel.id, state),
    });
  } catch (error) {
    throw new Error(fitToTell(access.config, error));
  }
}

/** Tells that a channel's connection does not come about: once, and after it has failed some times. */
export async function tellNotListening(
  deps: Deps,
  channel: StoredChannel,
  { error, failures }: { readonly error: unknown; readonly failures: number },
): Promise<void> {
  const { id, platform } = channel;
  deps.log.warn({ channel: id, platform, failures, err: error }, 'the connection of a channel was lost');
  if (failures < FAILURES_TOLD) return;
  const reason = error instanceof Error ? error.message : 'it ended';
  await tellChannelProblem(deps, channel, { code: 'listening', message: `No connection: ${reason}`, field: null });
}
