import type { StoredChannel } from '../domain/channels/channel-state.ts';
import type { Deps } from './deps.ts';

/** The secrets of a channel in plain text, generated ones among them: keep them nowhere. */
export const secretsOf = (
  { secrets }: Pick<Deps, 'secrets'>,
  channel: Pick<StoredChannel, 'secrets'>,
): Readonly<Record<string, string>> =>
  // We have sealed them ourselves.
  JSON.parse(secrets.open(channel.secrets)) as Record<string, string>;
