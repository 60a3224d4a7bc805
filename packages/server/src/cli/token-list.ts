import { z } from 'zod';
import { listTokens } from '../store/agents/tokens.ts';
import { agentOf, ScenarioSchema } from './find-target.ts';
import { verb } from './verb.ts';

/** `parley token list`: what is known of an agent's tokens; the tokens themselves are not stored. */
export const tokenList = verb({
  words: ['token', 'list'],
  summary: "list an agent's tokens",
  setUp: (command) => void command.option('--scenario <id>', 'the scenario id of the agent'),
  input: z.object({ scenario: ScenarioSchema }),
  async run(parley, { scenario }) {
    const tokens = await listTokens(parley.deps.database.db, (await agentOf(parley, scenario)).id);
    const now = parley.deps.clock.now();
    return {
      items: tokens.map(({ id, name, scope, createdAt, expiresAt, revokedAt }) => ({
        id,
        name,
        scope,
        state: revokedAt ? 'revoked' : expiresAt <= now ? 'expired' : 'valid',
        created_at: createdAt.toISOString(),
        expires_at: expiresAt.toISOString(),
      })),
    };
  },
  lines: ({ items }) =>
    items.map((token) => `${token.id}  ${token.scope.padEnd(9)}  ${token.state.padEnd(7)}  ${token.name}`),
});
