import { z } from 'zod';
import type { ChannelSetupDeps } from '../commands/create-channel.ts';
import { secretsOf } from '../commands/secrets-of-channel.ts';
import { newChannelSecret } from '../identity/new-credentials.ts';
import type { OpenParley } from '../open-parley.ts';
import { channelJson, platformParts } from '../presenters/channel.ts';
import type { ShownChannel } from '../store/channels/channels.ts';
import { WorkspaceSchema } from './key-workspace.ts';

/** What the verbs of one channel take. */
export const ChannelSchema = z.object({
  id: z.uuid('the id of a channel is a UUID, as `parley channel list` shows it'),
  workspace: WorkspaceSchema,
});

/** What channels are set up with. */
export const channelSetUp = ({ deps }: OpenParley): ChannelSetupDeps => ({ ...deps, randomSecret: newChannelSecret });

/** A channel as the API tells it to those who set it up. */
export const shownChannel = ({ deps }: OpenParley, channel: ShownChannel) =>
  channelJson(channel, {
    ...platformParts(deps.channels.get(channel.platform)),
    secrets: secretsOf(deps, channel),
    baseUrl: deps.baseUrl(),
    isSetUpBy: true,
  });
