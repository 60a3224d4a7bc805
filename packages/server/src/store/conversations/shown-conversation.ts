import type { ShownConversation } from '../../domain/conversation/conversation.ts';
import type { ConversationRow } from './conversation-row.ts';
import type { ConversationKey } from './find-conversation.ts';
import type { NamedQuery } from './save-conversation.ts';

const COLUMNS = [
  'id',
  'agent_id',
  'driver',
  'progress',
  'priority',
  'title',
  'summary',
  'sentiment_score',
  'visitor_name',
  'visitor_email',
  'visitor_phone',
  'visitor_label',
  'assigned_to',
  'last_message_content',
  'last_message_at',
  'resolved_at',
  'closed_at',
  'created_at',
  'qr_code_id',
  'product_id',
  'object_id',
] as const satisfies readonly (keyof ConversationRow)[];

export type ShownRow = Pick<ConversationRow, (typeof COLUMNS)[number]>;

/** The columns of what is shown, of conversations `c`. */
export const SHOWN_COLUMNS = COLUMNS.map((column) => `c.${column}`).join(', ');

/** What is shown of a row that was read with `SHOWN_COLUMNS`. */
export function shownOf(row: ShownRow): ShownConversation {
  return {
    id: row.id,
    agentId: row.agent_id,
    driver: row.driver,
    progress: row.progress,
    priority: row.priority,
    title: row.title,
    summary: row.summary,
    sentimentScore: row.sentiment_score,
    visitor: {
      name: row.visitor_name,
      email: row.visitor_email,
      phone: row.visitor_phone,
      label: row.visitor_label,
    },
    assignedTo: row.assigned_to,
    lastMessageContent: row.last_message_content,
    lastMessageAt: row.last_message_at,
    resolvedAt: row.resolved_at,
    closedAt: row.closed_at,
    createdAt: row.created_at,
    qrCodeId: row.qr_code_id,
    productId: row.product_id,
    objectId: row.object_id,
  };
}

/** Reads what is shown of a conversation; null when the workspace has none of that id. */
export async function findShownConversation(
  query: NamedQuery,
  key: ConversationKey,
): Promise<ShownConversation | null> {
  const [row] = await query<ShownRow>(
    'conversation-shown',
    `select ${SHOWN_COLUMNS} from conversations c where c.workspace_id = $1::uuid and c.id = $2::uuid`,
    [key.workspaceId, key.id],
  );
  return row ? shownOf(row) : null;
}
