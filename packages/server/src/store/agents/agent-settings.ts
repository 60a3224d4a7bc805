import { AppError } from '@parley/protocol';
import type { JsonObject } from '../../lib/json.ts';
import type { NamedQuery } from '../conversations/save-conversation.ts';

/** Puts settings over those that the agent has, in one statement, and gives all of them. */
export async function saveAgentSettings(
  query: NamedQuery,
  agentId: string,
  settings: JsonObject,
  at: Date,
): Promise<JsonObject> {
  const [row] = await query<{ settings: JsonObject }>(
    'agent-settings-save',
    `update agents set settings = settings || $2::jsonb, updated_at = $3::timestamptz
     where id = $1::uuid returning settings`,
    [agentId, JSON.stringify(settings), at],
  );
  if (!row) throw new AppError('not_found', 'There is no such agent.');
  return row.settings;
}
