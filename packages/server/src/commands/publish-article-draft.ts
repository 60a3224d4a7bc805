import { AppError } from '@parley/protocol';
import type { Article } from '../domain/knowledge/article.ts';
import { deleteArticleDraft, findArticleDraft } from '../store/knowledge/article-drafts.ts';
import type { Tx } from '../store/schema.ts';
import { changeKnowledge } from './change-knowledge.ts';
import { type DraftChange, noSuchDraft } from './save-article-draft.ts';
import { changeArticleText, type UpdateDeps } from './update-article.ts';

export type PublishDraftInput = DraftChange & {
  /** Written in the same transaction. */
  readonly alongside?: (tx: Tx, article: Article) => Promise<void>;
};

/**
 * Publishes the changes of an article: the agent answers from them at its next message. Gives the article as it is then.
 * Throws `not_found` when there are none, and `conflict` when they are changed at the same time.
 */
export async function publishArticleDraft(deps: UpdateDeps, input: PublishDraftInput): Promise<Article> {
  const { agentId, number, origin, check, alongside } = input;
  const known = await findArticleDraft(deps.database.named, input);
  if (!known) throw noSuchDraft();
  // Before the transaction: a long text takes its time, and the agent's knowledge is locked in there.
  const text = await deps.readArticle(known.content);
  return changeKnowledge(deps, { agentId, origin }, async (knowledge) => {
    const draft = await findArticleDraft(knowledge.query, input);
    check?.(draft);
    if (!draft) throw noSuchDraft();
    if (draft.content !== known.content) throw new AppError('conflict', 'The draft is being changed. Try again.');
    const { title, description, content, tags } = draft;
    const patch = { title, description, content, tags, state: 'ready' } as const;
    const change = await changeArticleText(deps, knowledge, { agentId, number, patch, text });
    await deleteArticleDraft(knowledge.query, input);
    await alongside?.(knowledge.tx, change.result);
    return change;
  });
}
