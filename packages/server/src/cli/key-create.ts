import { parseDateBound } from '@parley/protocol/api';
import { z } from 'zod';
import { createWorkspaceKey } from '../commands/create-workspace-key.ts';
import { workspaceKey } from '../presenters/workspace-key.ts';
import { addWorkspace, cliOrigin, WorkspaceSchema } from './key-workspace.ts';
import { verb } from './verb.ts';

// It goes to the process that does the work, and so stays text.
const ExpiresSchema = z
  .string()
  .refine((value) => parseDateBound(value, 'end') !== null, {
    error: '--expires must be a date (2027-01-31) or a date-time (2027-01-31T12:00:00Z)',
  })
  .optional();

/** `parley key create`: a key of the Workspace API, alone on its line so that a script can take it. */
export const keyCreate = verb({
  words: ['key', 'create'],
  summary: 'make a key of the Workspace API',
  setUp: (command) =>
    void addWorkspace(command)
      .option('--name <name>', 'what it is for', 'Command line')
      .option('--expires <date>', 'when it stops working; a bare date includes that day'),
  input: z.object({
    name: z.string().trim().min(1, '--name is empty').max(200, '--name is too long').default('Command line'),
    expires: ExpiresSchema,
    workspace: WorkspaceSchema,
  }),
  async run(parley, { name, expires, workspace }) {
    const expiresAt = expires === undefined ? null : parseDateBound(expires, 'end');
    const made = await createWorkspaceKey(parley.commands, {
      name,
      expiresAt,
      origin: await cliOrigin(parley, workspace),
    });
    return { ...workspaceKey(made, made.createdAt), key: made.key };
  },
  lines: ({ key }) => [key],
});
