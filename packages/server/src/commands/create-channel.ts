import { AppError, type ChannelPlatform } from '@parley/protocol';
import type { StoredChannel } from '../domain/channels/channel-state.ts';
import { checkFields, NOTHING_FILLED, withGenerated } from '../domain/channels/check-fields.ts';
import type { Origin } from '../domain/people/origin.ts';
import type { JsonObject } from '../lib/json.ts';
import { findWorkspaceAgent } from '../store/agents/find-workspace-agent.ts';
import { insertAudit } from '../store/audit/insert-audit.ts';
import { countChannels, insertChannel, type ShownChannel } from '../store/channels/channels.ts';
import type { Tx } from '../store/schema.ts';
import { requirePlatform, unusableSettings, withFreeAddress } from './channel-refusals.ts';
import type { Deps } from './deps.ts';

const CHANNELS_MAX = 50;
const NO_ACTIVITY = { receivedAt: null, refusedAt: null, sentAt: null } as const;

/** Who has to do with channels hears here that they have changed, on every node. */
export const CHANNELS_CHANGED = 'channels';

export type ChannelSetupDeps = Pick<Deps, 'database' | 'clock' | 'ids' | 'secrets' | 'bus' | 'channels'> & {
  /** 32 random bytes in base64url. */
  readonly randomSecret: () => string;
};

export type NewChannel = {
  readonly origin: Origin;
  readonly agentId: string;
  readonly platform: ChannelPlatform;
  readonly name: string;
  /** By field of the platform, secrets among them. */
  readonly settings: JsonObject;
  readonly alongside?: (tx: Tx, added: ShownChannel) => Promise<void>;
};

/**
 * Gives an agent an account on a platform. Nothing is asked there: a check is. Throws `validation_failed` with what is wrong
 * by field, and `conflict` for one too many and for a platform that this installation does not know.
 */
export async function createChannel(deps: ChannelSetupDeps, given: NewChannel): Promise<ShownChannel> {
  const { origin, platform, name, alongside } = given;
  const { workspaceId } = origin;
  const { fields } = requirePlatform(deps, platform);
  const agentId = await usableAgent(deps, given);
  const checked = checkFields(fields, given.settings, NOTHING_FILLED);
  if (!checked.ok) throw unusableSettings(checked.problems);
  const { settings, secrets } = withGenerated(fields, checked.filled, deps.randomSecret);
  const at = deps.clock.now();
  const channel: StoredChannel = {
    workspaceId,
    agentId,
    id: deps.ids.uuid(),
    platform,
    name,
    state: 'active',
    settings,
    secrets: deps.secrets.seal(JSON.stringify(secrets)),
    facts: {},
    problem: null,
    checkedAt: null,
    createdAt: at,
    updatedAt: at,
  };
  const added = { ...channel, activity: NO_ACTIVITY };
  await deps.database.transaction(async (tx) => {
    if ((await countChannels(tx, workspaceId)) >= CHANNELS_MAX) {
      throw new AppError('conflict', `A workspace can have at most ${CHANNELS_MAX} channels: delete one first.`);
    }
    await withFreeAddress(() => insertChannel(tx, channel));
    const target = { type: 'channel', id: channel.id };
    const details = { platform, name, chatbot_id: agentId };
    await insertAudit(tx, { id: deps.ids.uuid(), at, origin, action: 'channel.create', target, details });
    await alongside?.(tx, added);
  });
  deps.bus.publish(CHANNELS_CHANGED, {});
  return added;
}

async function usableAgent({ database }: ChannelSetupDeps, { origin, agentId }: NewChannel): Promise<string> {
  const agent = await findWorkspaceAgent(database.named, origin.workspaceId, agentId);
  if (agent && agent.state !== 'archived') return agent.id;
  const message = agent ? 'is archived' : 'is not a chatbot of this workspace';
  throw unusableSettings([{ path: 'chatbot_id', message }]);
}
