import type { StoredChannel } from '../domain/channels/channel-state.ts';
import { changedFields, checkFields, withGenerated } from '../domain/channels/check-fields.ts';
import type { Origin } from '../domain/people/origin.ts';
import type { JsonObject } from '../lib/json.ts';
import { insertAudit } from '../store/audit/insert-audit.ts';
import { findChannel, lockChannel, type ShownChannel, saveChannel } from '../store/channels/channels.ts';
import { noSuchChannel, requirePlatform, unusableSettings, withFreeAddress } from './channel-refusals.ts';
import { CHANNELS_CHANGED, type ChannelSetupDeps } from './create-channel.ts';
import { secretsOf } from './secrets-of-channel.ts';

export type ChannelPatch = {
  readonly name?: string | undefined;
  readonly state?: StoredChannel['state'] | undefined;
  /** Only what is given changes; null takes a value away. */
  readonly settings?: JsonObject | undefined;
};

/**
 * Changes, pauses or resumes a channel; without effect it leaves no trace. With other settings an old problem is over until
 * somebody looks again. Throws `not_found`, and `validation_failed` with what is wrong by field.
 */
export async function updateChannel(
  deps: ChannelSetupDeps,
  { id, origin, patch }: { readonly id: string; readonly origin: Origin; readonly patch: ChannelPatch },
): Promise<ShownChannel> {
  const key = { workspaceId: origin.workspaceId, id };
  const at = deps.clock.now();
  const { saved, isChanged } = await deps.database.transaction(async (tx) => {
    const before = await lockChannel(tx, key);
    if (!before) throw noSuchChannel();
    const { next, changed } = patched(deps, before, patch);
    if (changed.length > 0) {
      await withFreeAddress(() => saveChannel(tx, { ...next, updatedAt: at }));
      const told = {
        action: 'channel.update',
        target: { type: 'channel', id },
        details: { changed, state: next.state },
      };
      await insertAudit(tx, { id: deps.ids.uuid(), at, origin, ...told });
    }
    return { saved: await findChannel(tx, key), isChanged: changed.length > 0 };
  });
  if (!saved) throw noSuchChannel();
  if (isChanged) deps.bus.publish(CHANNELS_CHANGED, {});
  return saved;
}

function patched(deps: ChannelSetupDeps, before: StoredChannel, patch: ChannelPatch) {
  const { name = before.name, state = before.state, settings } = patch;
  const changed = [...(name === before.name ? [] : ['name']), ...(state === before.state ? [] : ['state'])];
  const next = { ...before, name, state };
  if (settings === undefined) return { next, changed };
  const { fields } = requirePlatform(deps, before.platform);
  const stored = { settings: before.settings, secrets: secretsOf(deps, before) };
  const checked = checkFields(fields, settings, stored);
  if (!checked.ok) throw unusableSettings(checked.problems);
  const filled = withGenerated(fields, checked.filled, deps.randomSecret);
  const others = changedFields(stored, filled);
  if (others.length === 0) return { next, changed };
  const secrets = deps.secrets.seal(JSON.stringify(filled.secrets));
  return {
    next: { ...next, settings: filled.settings, secrets, problem: null },
    changed: [...changed, ...others.map((field) => `settings.${field}`)],
  };
}
