import { z } from 'zod';
import { setWorkspaceLimits } from '../commands/set-workspace-limits.ts';
import { addWorkspace, cliOrigin, WorkspaceSchema } from './key-workspace.ts';
import { verb } from './verb.ts';

// It goes to the process that does the work, and so stays text.
const limit = (option: string) =>
  z
    .string()
    .regex(/^(default|[1-9]\d{0,8})$/, `${option} must be a whole number from 1, or default`)
    .optional();

const read = (given: string | undefined): number | null | undefined =>
  given === undefined ? undefined : given === 'default' ? null : Number(given);

/** `parley workspace limits`: shows a workspace's own limits of the Workspace API, and sets those that are given. */
export const workspaceLimits = verb({
  words: ['workspace', 'limits'],
  summary: 'show or set how many calls a workspace may make',
  setUp: (command) =>
    void addWorkspace(command)
      .option('--minute <calls>', "calls a minute, or default for the installation's")
      .option('--hour <calls>', "calls an hour, or default for the installation's"),
  input: z.object({ minute: limit('--minute'), hour: limit('--hour'), workspace: WorkspaceSchema }),
  async run(parley, { minute, hour, workspace }) {
    const origin = await cliOrigin(parley, workspace);
    const own = await setWorkspaceLimits(parley.deps, { origin, perMinute: read(minute), perHour: read(hour) });
    const { perMinute, perHour } = parley.deps.workspaceCalls;
    return { per_minute: own.perMinute ?? perMinute, per_hour: own.perHour ?? perHour };
  },
  lines: (limits) => [`${limits.per_minute} calls a minute, ${limits.per_hour} an hour`],
});
