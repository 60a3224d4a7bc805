import type { Author } from '@parley/protocol';
import type { ConversationKey } from '../conversations/find-conversation.ts';
import type { NamedQuery } from '../conversations/save-conversation.ts';

/** A message with all that it leads to. */
export type LinkingMessage = {
  readonly id: string;
  readonly agentId: string;
  readonly author: Author;
  readonly content: string;
  /** Addresses of its sources, in whatever language. */
  readonly sourceUrls: readonly string[];
};

type Row = { id: string; agent_id: string; author: Author; content: string; source_urls: (string | null)[] | null };

const FIND = `select m.id, c.agent_id, m.author, m.content, (
    select jsonb_agg(u.url) from (
      select s->>'url' as url from jsonb_array_elements(m.sources) s
      union select l.url from jsonb_array_elements(m.sources) s
      join article_lang_urls l on l.agent_id = c.agent_id and l.article_number = (s->>'id')::int) u) as source_urls
  from messages m
  join conversations c on c.workspace_id = m.workspace_id and c.id = m.conversation_id
  where m.workspace_id = $1::uuid and m.conversation_id = $2::uuid and m.ord = $3::int`;

/** The message of a number in a conversation, with what it leads to; null when it is not there, or not any more. */
export async function findLinkingMessage(
  query: NamedQuery,
  { workspaceId, id }: ConversationKey,
  ord: number,
): Promise<LinkingMessage | null> {
  const [row] = await query<Row>('message-linking', FIND, [workspaceId, id, ord]);
  if (!row) return null;
  const sourceUrls = (row.source_urls ?? []).filter((url) => url !== null);
  return { id: row.id, agentId: row.agent_id, author: row.author, content: row.content, sourceUrls };
}
