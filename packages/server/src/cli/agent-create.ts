import { z } from 'zod';
import { createAgent } from '../commands/create-agent.ts';
import { workspaceOf } from './find-target.ts';
import { verb } from './verb.ts';

/** `parley agent create`: another agent, with its tokens. */
export const agentCreate = verb({
  words: ['agent', 'create'],
  summary: 'make an agent',
  setUp: (command) =>
    void command
      .option('--scenario-id <id>', 'its scenario id, 10 characters of a-z and 0-9 (made up unless given)')
      .option('--name <name>', 'what it calls itself'),
  input: z.object({
    scenarioId: z
      .string()
      .regex(/^[a-z0-9]{10}$/, '--scenario-id must be 10 characters of a-z and 0-9')
      .optional(),
    name: z.string().trim().min(1, '--name is empty').max(200).optional(),
  }),
  async run(parley, { scenarioId, name }) {
    const workspaceId = await workspaceOf(parley);
    return createAgent(parley.commands, { workspaceId, scenarioId, settings: name ? { name } : {} });
  },
  lines: (made) => [
    `Scenario id  ${made.scenario_id}`,
    `Chatbot id   ${made.chatbot_id}`,
    `Read token   ${made.read_token}`,
    `Write token  ${made.write_token}`,
    'The tokens are shown this once.',
  ],
});
