import { z } from 'zod';
import { createWorkspaceKey } from '../commands/create-workspace-key.ts';
import { workspaceOf } from './find-target.ts';
import { verb } from './verb.ts';

/** `parley key create`: a key of the Workspace API, alone on its line so that a script can take it. */
export const keyCreate = verb({
  words: ['key', 'create'],
  summary: 'make a key of the Workspace API',
  setUp: (command) => void command.option('--name <name>', 'what it is for', 'Command line'),
  input: z.object({ name: z.string().trim().min(1, '--name is empty').max(200).default('Command line') }),
  async run(parley, { name }) {
    return createWorkspaceKey(parley.commands, { workspaceId: await workspaceOf(parley), name });
  },
  lines: ({ key }) => [key],
});
