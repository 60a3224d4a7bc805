import type { Origin } from '../domain/people/origin.ts';
import { insertAudit } from '../store/audit/insert-audit.ts';
import { lockChannel, removeChannel } from '../store/channels/channels.ts';
import { noSuchChannel } from './channel-refusals.ts';
import { CHANNELS_CHANGED } from './create-channel.ts';
import type { Deps } from './deps.ts';

/** Removes a channel with its credentials and what waits to be sent; its conversations stay. Throws `not_found`. */
export async function deleteChannel(
  { database, clock, ids, bus }: Pick<Deps, 'database' | 'clock' | 'ids' | 'bus'>,
  { id, origin }: { readonly id: string; readonly origin: Origin },
): Promise<void> {
  const key = { workspaceId: origin.workspaceId, id };
  await database.transaction(async (tx) => {
    const channel = await lockChannel(tx, key);
    if (!channel) throw noSuchChannel();
    await removeChannel(tx, key);
    const { platform, name } = channel;
    const told = { action: 'channel.delete', target: { type: 'channel', id }, details: { platform, name } };
    await insertAudit(tx, { id: ids.uuid(), at: clock.now(), origin, ...told });
  });
  bus.publish(CHANNELS_CHANGED, {});
}
