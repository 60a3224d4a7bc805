import type { ConversationTag } from '@parley/protocol/api';
import { offsetTime } from './offset-time.ts';

/** What the Workspace API shows of a tag. */
export type ShownTag = {
  readonly id: string;
  readonly name: string;
  readonly color: string;
  readonly createdAt: Date;
};

/** A tag of the palette as the Workspace API, its webhooks and its streams tell it. */
export const conversationTag = ({ id, name, color, createdAt }: ShownTag): ConversationTag => ({
  object: 'conversation_tag',
  id,
  name,
  color,
  created_at: offsetTime(createdAt),
});
