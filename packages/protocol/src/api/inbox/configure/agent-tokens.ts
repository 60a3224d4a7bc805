import { z } from 'zod';
import { TOKEN_SCOPES } from '../../../words.ts';
import { endpoint, json } from '../../endpoint.ts';
import { text, uuid, uuidParam } from '../../shapes.ts';
import { offsetTimestamp, wholeList } from '../../workspace/shapes.ts';
import { AGENT, agentParams, configuring } from './common.ts';

export const AGENT_TOKEN_STATES = ['valid', 'expired', 'revoked'] as const;

const tokenFields = {
  object: z.literal('agent_token'),
  id: uuid(),
  name: z.string(),
  scope: z.enum(TOKEN_SCOPES),
  state: z.enum(AGENT_TOKEN_STATES),
  created_at: offsetTimestamp(),
  expires_at: offsetTimestamp(),
};

export const AgentTokenSchema = z.object(tokenFields).meta({ id: 'AgentToken' });
export type AgentToken = z.output<typeof AgentTokenSchema>;

const NewAgentTokenSchema = z
  .object({ ...tokenFields, token: z.string().describe('The token itself: shown this once.') })
  .meta({ id: 'NewAgentToken' });

const common = { ...configuring, permission: 'keys.manage' } as const;

export const listAgentTokensEndpoint = endpoint({
  ...common,
  id: 'list-agent-tokens',
  method: 'GET',
  path: `${AGENT}/tokens`,
  summary: 'List the tokens of an agent',
  params: agentParams,
  responses: { 200: json(wholeList(AgentTokenSchema), 'All tokens, the newest first; revoked and expired ones too.') },
  errors: ['not_found'],
});

export const createAgentTokenEndpoint = endpoint({
  ...common,
  id: 'create-agent-token',
  method: 'POST',
  path: `${AGENT}/tokens`,
  summary: 'Make a token of an agent',
  params: agentParams,
  body: z.strictObject({
    name: text(200, 1).describe('What it is for.'),
    scope: z.enum(TOKEN_SCOPES, `must be one of: ${TOKEN_SCOPES.join(', ')}`),
    expires_at: offsetTimestamp()
      .nullish()
      .describe('When it stops working: within 52 weeks, which it is if left out.'),
  }),
  bodyExample: { name: 'Shop system', scope: 'write_all' },
  responses: { 201: json(NewAgentTokenSchema, 'The token, shown this once.') },
  errors: ['not_found'],
});

export const revokeAgentTokenEndpoint = endpoint({
  ...common,
  id: 'revoke-agent-token',
  method: 'POST',
  path: `${AGENT}/tokens/{token_id}/revoke`,
  summary: 'Revoke a token',
  description: 'For good: requests with it answer 401, at once and on every node.',
  params: agentParams.extend({ token_id: uuidParam('The id of the token.') }),
  responses: { 200: json(AgentTokenSchema, 'The token as it is now.') },
  errors: ['not_found'],
});
