import type { Permission, TokenScope } from '../words.ts';

type OfAgent = { readonly path: string; readonly scope: TokenScope | null };

/**
 * Where an endpoint of the Agent API stands for people who are signed in: under the agent that they mean, which a token
 * says by itself.
 */
export const pathForPeople = ({ path }: Pick<OfAgent, 'path'>): string =>
  `/inbox/api/{workspace_id}/chatbots/{chatbot_id}${path.replace(/^\/v1\/api(_core)?(?=\/)/, '')}`;

/** The permission that a person needs where a token needs a scope. */
export function permissionForPeople({ path, scope }: OfAgent): Permission {
  if (path.startsWith('/v1/api/exports')) return 'conversations.export';
  const isWrite = scope === 'write_all';
  if (path.startsWith('/v1/api_core/conversations')) return isWrite ? 'conversations.manage' : 'conversations.view';
  return isWrite ? 'agents.manage' : 'agents.view';
}
