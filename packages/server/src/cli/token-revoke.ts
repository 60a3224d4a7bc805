import { AppError } from '@parley/protocol';
import { z } from 'zod';
import { revokeToken } from '../store/agents/tokens.ts';
import { verb } from './verb.ts';

/** `parley token revoke`: a token stops working, at once and on every node. */
export const tokenRevoke = verb({
  words: ['token', 'revoke'],
  summary: 'make a token useless',
  setUp: (command) => void command.argument('<id>', 'as `parley token list` shows it'),
  input: z.object({ id: z.uuid('the id of a token is a UUID, as `parley token list` shows it') }),
  async run({ deps }, { id }) {
    const isKnown = await deps.database.transaction((tx) => revokeToken(tx, id, deps.clock.now()));
    if (!isKnown) throw new AppError('not_found', `There is no token ${id}.`);
    return { id, state: 'revoked' };
  },
  lines: ({ id }) => [`The token ${id} is revoked.`],
});
