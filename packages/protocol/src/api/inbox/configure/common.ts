import { z } from 'zod';
import type { Endpoint } from '../../endpoint.ts';
import { slugParam } from '../../shapes.ts';

/** What the endpoints of the screens that configure have in common. */
export const configuring = {
  tags: ['Inbox: configuration'],
  scope: null,
  surface: 'inbox',
  tier: 'workspace',
} as const satisfies Partial<Endpoint>;

/** Under the agent that is configured. */
export const AGENT = '/v1/inbox/agents/{chatbot_id}';

export const agentParams = z.object({
  chatbot_id: slugParam('The id or the `public_slug` of an agent of the workspace.'),
});
