import type { ConversationAt } from '../../domain/export/conversation-at.ts';
import type { ExportedMessage, ExportSlice } from '../../domain/export/exported.ts';
import type { NamedQuery } from '../conversations/save-conversation.ts';
import { nameConversations } from './name-conversations.ts';
import { readAsSelected } from './read-as-selected.ts';
import { readSelection, type Selected, type SelectionKey } from './selection.ts';

/** So many messages, or conversations, are read at once: memory holds no more of an export than this. */
const MESSAGES_AT_ONCE = 250;
const CONVERSATIONS_AT_ONCE = 100;

/** What is read at once of one conversation: its messages after `after` up to `to`. */
type Stretch = Selected & { readonly after: number; readonly to: number };

/** What an export has, conversation by conversation, each as it was when it was selected. What was erased is left out. */
export async function* readSlices(query: NamedQuery, key: SelectionKey): AsyncGenerator<ExportSlice[]> {
  for await (const part of readSelection(query, key)) {
    for (const stretches of batches(part)) yield await readBatch(query, key.workspaceId, stretches);
  }
}

/** Several short conversations together, a long one in several pieces. */
function* batches(part: readonly Selected[]): Generator<Stretch[]> {
  let batch: Stretch[] = [];
  let messages = 0;
  for (const stretch of part.flatMap(stretchesOf)) {
    const count = stretch.to - stretch.after;
    if (batch.length > 0 && (messages + count > MESSAGES_AT_ONCE || batch.length === CONVERSATIONS_AT_ONCE)) {
      yield batch;
      batch = [];
      messages = 0;
    }
    batch.push(stretch);
    messages += count;
  }
  if (batch.length > 0) yield batch;
}

function stretchesOf(selected: Selected): Stretch[] {
  const pieces = Math.max(1, Math.ceil(selected.upto / MESSAGES_AT_ONCE));
  return Array.from({ length: pieces }, (_, piece) => ({
    ...selected,
    after: piece * MESSAGES_AT_ONCE,
    to: Math.min(selected.upto, (piece + 1) * MESSAGES_AT_ONCE),
  }));
}

async function readBatch(
  query: NamedQuery,
  workspaceId: string,
  stretches: readonly Stretch[],
): Promise<ExportSlice[]> {
  // Before the conversations: one that is as it was selected then has messages that were so too.
  const messages = await readMessages(query, workspaceId, stretches);
  const found = await readAsSelected(query, workspaceId, stretches);
  const named = await nameConversations(
    query,
    workspaceId,
    [...found.values()].map(({ conversation }) => conversation),
  );
  const byId = new Map(named.map((conversation) => [conversation.id, conversation]));
  return stretches.flatMap(({ id, after, to, upto }) => {
    const conversation = byId.get(id);
    if (!conversation) return [];
    const feedback = found.get(id)?.feedback ?? null;
    const isOf = ({ conversation_id, ord }: MessageRow) => conversation_id === id && ord > after;
    return {
      conversation: { ...conversation, messageCount: upto },
      messages: messages.filter(isOf).map((row) => messageOf(row, feedback)),
      isFirst: after === 0,
      isLast: to === upto,
    };
  });
}

type MessageRow = Omit<ExportedMessage, 'createdAt' | 'clientMetadata'> & {
  conversation_id: string;
  created_at: Date;
  client_metadata: ExportedMessage['clientMetadata'];
};

const MESSAGES = `select m.conversation_id, m.id, m.ord, m.author, u.name as operator, m.content, m.created_at,
    m.client_metadata, m.sources, m.feedback, m.attachments
  from unnest($2::uuid[], $3::int[], $4::int[]) with ordinality as k(id, after, upto, n)
  cross join lateral (
    select * from messages where workspace_id = $1::uuid and conversation_id = k.id and ord > k.after and ord <= k.upto
    order by ord limit ${MESSAGES_AT_ONCE}) m
  left join users u on u.id = m.author_id
  order by k.n, m.ord`;

const readMessages = (query: NamedQuery, workspaceId: string, stretches: readonly Stretch[]): Promise<MessageRow[]> =>
  query('export-messages', MESSAGES, [
    workspaceId,
    stretches.map(({ id }) => id),
    stretches.map(({ after }) => after),
    stretches.map(({ to }) => to),
  ]);

/** `feedback` says what was thought then; null where it is still what the row says. */
function messageOf(
  { conversation_id, created_at: createdAt, client_metadata: clientMetadata, ...row }: MessageRow,
  feedback: ConversationAt['feedback'] | null,
): ExportedMessage {
  return { ...row, createdAt, clientMetadata, feedback: feedback ? (feedback.get(row.ord) ?? null) : row.feedback };
}
