import { ROLES } from '@parley/protocol';
import { z } from 'zod';
import { createUser } from '../commands/create-user.ts';
import { workspaceOf } from './find-target.ts';
import { verb } from './verb.ts';

/** `parley user create`: a person of the team, with a password for the first sign-in. */
export const userCreate = verb({
  words: ['user', 'create'],
  summary: 'add a person to the team',
  setUp: (command) =>
    void command
      .option('--email <address>', 'the address to sign in with')
      .option('--name <name>', 'the name that visitors see')
      .option('--role <role>', ROLES.join(', '), 'member'),
  input: z.object({
    email: z.email('--email must be an e-mail address'),
    name: z.string().trim().max(200).optional(),
    role: z.enum(ROLES, `--role must be one of: ${ROLES.join(', ')}`).default('member'),
  }),
  async run(parley, { email, name, role }) {
    const workspaceId = await workspaceOf(parley);
    const { password } = await createUser(parley.commands, { workspaceId, email, name: name || email, role });
    return { email: email.toLowerCase(), role, password };
  },
  lines: ({ email, password }) => [`E-mail    ${email}`, `Password  ${password}`, 'The password is shown this once.'],
});
