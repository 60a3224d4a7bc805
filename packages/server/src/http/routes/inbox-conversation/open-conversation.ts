import { AppError } from '@parley/protocol';
import type { ConversationKey } from '../../../store/conversations/find-conversation.ts';
import { findOpenedConversation, type OpenedConversation } from '../../../store/inbox/find-opened-conversation.ts';
import type { HttpDeps } from '../../deps.ts';

/** Reads a conversation with what stands around it. Throws `not_found`. */
export async function openConversation({ database }: HttpDeps, key: ConversationKey): Promise<OpenedConversation> {
  const opened = await findOpenedConversation(database.named, key);
  if (opened) return opened;
  throw new AppError('not_found', 'There is no such conversation.');
}

/** Up to which message the visitor has seen it: only the widget tells, so that elsewhere nobody knows. */
export const seenOrdOf = ({ state, seen }: Pick<OpenedConversation, 'state' | 'seen'>): number | null =>
  seen?.ord ?? (state.source === 'widget' ? 0 : null);
