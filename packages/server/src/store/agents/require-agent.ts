import { AppError } from '@parley/protocol';
import type { Db } from '../schema.ts';

/** Throws `bad_request` unless the id is that of an agent of the workspace that is not archived. */
export async function requireAgent(db: Db, workspaceId: string, agentId: string): Promise<void> {
  const found = await db
    .selectFrom('agents')
    .select('state')
    .where('workspace_id', '=', workspaceId)
    .where((eb) => eb.cast<string>('id', 'text'), '=', agentId.toLowerCase())
    .executeTakeFirst();
  if (!found) throw new AppError('bad_request', 'The destination is not a chatbot of this workspace.');
  if (found.state === 'archived') throw new AppError('bad_request', 'The chatbot of the destination is archived.');
}
