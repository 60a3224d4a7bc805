import { z } from 'zod';
import { resetPassword } from '../commands/reset-password.ts';
import { verb } from './verb.ts';

/** `parley user reset-password`: a new password for somebody who has lost theirs. */
export const userResetPassword = verb({
  words: ['user', 'reset-password'],
  summary: 'give somebody a new password',
  setUp: (command) => void command.option('--email <address>', 'whose'),
  input: z.object({ email: z.email('--email must be an e-mail address') }),
  async run(parley, { email }) {
    const { password } = await resetPassword(parley.commands, { email });
    return { email: email.toLowerCase(), password };
  },
  lines: ({ email, password }) => [`E-mail    ${email}`, `Password  ${password}`, 'The password is shown this once.'],
});
