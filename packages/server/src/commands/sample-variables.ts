import type { Values } from '../domain/actions/values.ts';
import type { Agent } from '../store/agents/find-access.ts';

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** What the built-in placeholders of an action stand for where there is no conversation. */
export const sampleVariables = ({ scenarioId, workspaceId }: Agent, baseUrl: string): Values['variables'] => ({
  scenario_id: scenarioId,
  conversation_id: NOBODY,
  conversation_channel: 'preview',
  conversation_url: `${baseUrl}/inbox/${workspaceId}/conversations/${NOBODY}`,
  language: 'en',
});
