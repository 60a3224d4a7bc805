import type { Conversation } from '../../src/domain/conversation/conversation.ts';
import { systemIds } from '../../src/runtime/ids.ts';
import type { ConversationRow } from '../../src/store/conversations/conversation-row.ts';
import { toRow } from '../../src/store/conversations/conversation-row.ts';
import { aConversation, BEGUN } from './a-conversation.ts';
import type { TestApp } from './app.ts';

/** Stores conversations of the test app's agent without messages or events, all at once; what is given counts. */
export async function storeMany(
  { database, first }: TestApp,
  given: readonly Partial<Conversation>[],
): Promise<Conversation[]> {
  const { workspace_id: workspaceId } = await database.db
    .selectFrom('agents')
    .select('workspace_id')
    .where('id', '=', first.chatbot_id)
    .executeTakeFirstOrThrow();
  const states = given.map((fields, index) =>
    aConversation({
      workspaceId,
      agentId: first.chatbot_id,
      id: systemIds.uuid(),
      ord: index + 1_000,
      createdAt: BEGUN,
      lastMessageAt: BEGUN,
      ...fields,
    }),
  );
  const rows: ConversationRow[] = states.map(toRow);
  await database.executeSql(
    'insert into conversations select * from jsonb_populate_recordset(null::conversations, $1::jsonb)',
    [JSON.stringify(rows)],
  );
  return states;
}
