import { z } from 'zod';
import { changeWorkspaceKey } from '../commands/change-workspace-key.ts';
import type { KeyVerb } from '../domain/people/workspace-key.ts';
import { workspaceKey } from '../presenters/workspace-key.ts';
import { addWorkspace, cliOrigin, WorkspaceSchema } from './key-workspace.ts';
import { verb } from './verb.ts';

const changeVerb = (name: KeyVerb, summary: string) =>
  verb({
    words: ['key', name],
    summary,
    setUp: (command) => void addWorkspace(command).argument('<id>', 'as `parley key list` shows it'),
    input: z.object({
      id: z.uuid('the id of a key is a UUID, as `parley key list` shows it'),
      workspace: WorkspaceSchema,
    }),
    async run(parley, { id, workspace }) {
      const origin = await cliOrigin(parley, workspace);
      const key = await changeWorkspaceKey(parley.deps, { keyId: id, verb: name, origin });
      return workspaceKey(key, parley.deps.clock.now());
    },
    lines: ({ id, state }) => [`The key ${id} is ${state}.`],
  });

/** `parley key pause`: until it is resumed, at once and on every node. */
export const keyPause = changeVerb('pause', 'make a key useless until it is resumed');

/** `parley key resume` */
export const keyResume = changeVerb('resume', 'let a paused key work again');

/** `parley key revoke`: for good, at once and on every node. */
export const keyRevoke = changeVerb('revoke', 'make a key useless for good');
