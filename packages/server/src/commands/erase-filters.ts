import type { Conversation } from '../domain/conversation/conversation.ts';
import { createEraser, signsOf } from '../domain/visitor/erased-signs.ts';
import type { Tx } from '../store/schema.ts';
import { eraseFromExports, eraseFromViews } from '../store/visitors/erase-filters.ts';

export type ErasedFilters = {
  readonly workspaceId: string;
  readonly conversations: readonly Conversation[];
  /** Whether their visitors are forgotten with them. */
  readonly of: 'conversations' | 'visitors';
  readonly at: Date;
};

/** Has what people filtered by, in exports and saved views, name nobody who was erased. */
export async function eraseFilters(tx: Tx, { workspaceId, conversations, of, at }: ErasedFilters): Promise<void> {
  if (conversations.length === 0) return;
  const erase = createEraser(signsOf(conversations, of));
  await eraseFromExports(tx, workspaceId, erase, at);
  await eraseFromViews(tx, workspaceId, erase);
}
