import { z } from 'zod';
import { listChannels } from '../store/channels/channels.ts';
import { shownChannel } from './channel-target.ts';
import { agentOf } from './find-target.ts';
import { addWorkspace, cliOrigin, WorkspaceSchema } from './key-workspace.ts';
import { verb } from './verb.ts';

/** `parley channel list`: the accounts of the agents on other platforms. */
export const channelList = verb({
  words: ['channel', 'list'],
  summary: 'list the channels',
  setUp: (command) =>
    void addWorkspace(command).option('--scenario <id>', 'only those of an agent, by its scenario id'),
  input: z.object({ scenario: z.string().optional(), workspace: WorkspaceSchema }),
  async run(parley, { scenario, workspace }) {
    const agent = scenario === undefined ? undefined : await agentOf(parley, scenario);
    const workspaceId = agent?.workspaceId ?? (await cliOrigin(parley, workspace)).workspaceId;
    const channels = await listChannels(parley.deps.database.db, { workspaceId, agentId: agent?.id });
    return { items: channels.map((channel) => shownChannel(parley, channel)) };
  },
  lines: ({ items }) =>
    items.flatMap(({ id, platform, state, name, problem }) => [
      `${id}  ${platform.padEnd(9)}  ${state.padEnd(6)}  ${name}`,
      ...(problem ? [`    ${problem.message}`] : []),
    ]),
});
