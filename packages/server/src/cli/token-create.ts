import { z } from 'zod';
import { createToken } from '../commands/create-workspace.ts';
import { agentOf, ScenarioSchema } from './find-target.ts';
import { verb } from './verb.ts';

/** `parley token create`: another token of an agent, alone on its line so that a script can take it. */
export const tokenCreate = verb({
  words: ['token', 'create'],
  summary: 'make a token of an agent',
  setUp: (command) =>
    void command
      .option('--scenario <id>', 'the scenario id of the agent')
      .option('--scope <scope>', 'read_all or write_all')
      .option('--name <name>', 'what it is for', 'Command line'),
  input: z.object({
    scenario: ScenarioSchema,
    scope: z.enum(['read_all', 'write_all'], '--scope must be read_all or write_all'),
    name: z.string().max(200).default('Command line'),
  }),
  async run(parley, { scenario, scope, name }) {
    const agent = await agentOf(parley, scenario);
    const { commands } = parley;
    const token = await commands.database.transaction((tx) => createToken(commands, tx, { agent, scope, name }));
    return { token, scope, scenario_id: scenario };
  },
  lines: ({ token }) => [token],
});
