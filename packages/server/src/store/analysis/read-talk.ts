import type { TalkMessage } from '../../domain/analysis/talk.ts';
import type { ConversationKey } from '../conversations/find-conversation.ts';
import type { NamedQuery } from '../conversations/save-conversation.ts';

/** The newest messages of a conversation as an analysis reads them, oldest first, without welcome messages. */
export const readTalk = (query: NamedQuery, key: ConversationKey, limit: number): Promise<TalkMessage[]> =>
  query<TalkMessage>(
    'analysis-talk',
    `select * from (
       select ord, author, content, insights->>'kind' as kind,
         array(select s->>'title' from jsonb_array_elements(sources) s where s->>'title' is not null) as sources
       from messages where workspace_id = $1::uuid and conversation_id = $2::uuid and not is_welcome
       order by messages.ord desc limit $3::int) m
     order by ord`,
    [key.workspaceId, key.id, limit],
  );
