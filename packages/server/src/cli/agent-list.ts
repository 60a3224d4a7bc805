import { z } from 'zod';
import { readSettings } from '../domain/agent/settings.ts';
import { listAgents } from '../store/agents/list-agents.ts';
import { verb } from './verb.ts';

/** `parley agent list`: every agent of the installation. */
export const agentList = verb({
  words: ['agent', 'list'],
  summary: 'list the agents',
  setUp: () => {},
  input: z.object({}),
  async run({ deps }) {
    const agents = await listAgents(deps.database.db);
    return {
      items: agents.map(({ id, scenarioId, state, settings }) => ({
        scenario_id: scenarioId,
        chatbot_id: id,
        name: readSettings(settings).name,
        state,
      })),
    };
  },
  lines: ({ items }) =>
    items.map((agent) => `${agent.scenario_id}  ${agent.chatbot_id}  ${agent.state}  ${agent.name}`),
});
