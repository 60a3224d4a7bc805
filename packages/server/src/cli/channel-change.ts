import { deleteChannel } from '../commands/delete-channel.ts';
import { updateChannel } from '../commands/update-channel.ts';
import { ChannelSchema, channelSetUp, shownChannel } from './channel-target.ts';
import { addWorkspace, cliOrigin } from './key-workspace.ts';
import { verb } from './verb.ts';

const changeVerb = (word: 'pause' | 'resume', state: 'paused' | 'active', summary: string) =>
  verb({
    words: ['channel', word],
    summary,
    setUp: (command) => void addWorkspace(command).argument('<id>', 'as `parley channel list` shows it'),
    input: ChannelSchema,
    async run(parley, { id, workspace }) {
      const origin = await cliOrigin(parley, workspace);
      return shownChannel(parley, await updateChannel(channelSetUp(parley), { id, origin, patch: { state } }));
    },
    lines: (channel) => [`The channel ${channel.name} is ${channel.state}.`],
  });

/** `parley channel pause`: it takes nothing and sends nothing until it is resumed. */
export const channelPause = changeVerb('pause', 'paused', 'stop a channel until it is resumed');

/** `parley channel resume` */
export const channelResume = changeVerb('resume', 'active', 'let a paused channel work again');

/** `parley channel remove`: with its credentials; its conversations stay. */
export const channelRemove = verb({
  words: ['channel', 'remove'],
  summary: 'delete a channel; its conversations stay',
  setUp: (command) => void addWorkspace(command).argument('<id>', 'as `parley channel list` shows it'),
  input: ChannelSchema,
  async run(parley, { id, workspace }) {
    await deleteChannel(parley.deps, { id, origin: await cliOrigin(parley, workspace) });
    return { id, deleted: true };
  },
  lines: ({ id }) => [`The channel ${id} is gone.`],
});
