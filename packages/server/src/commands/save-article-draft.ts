import { AppError } from '@parley/protocol';
import { type DraftText, requireDraftable } from '../domain/knowledge/article-draft.ts';
import type { Origin } from '../domain/people/origin.ts';
import { insertAudit } from '../store/audit/insert-audit.ts';
import type { NamedQuery } from '../store/conversations/save-conversation.ts';
import {
  type ArticleKey,
  deleteArticleDraft,
  type FoundDraft,
  findArticleDraft,
  saveArticleDraft as save,
} from '../store/knowledge/article-drafts.ts';
import { findArticle } from '../store/knowledge/find-articles.ts';
import { lockKnowledge } from '../store/knowledge/lock-knowledge.ts';
import type { Tx } from '../store/schema.ts';
import type { Deps } from './deps.ts';
import { noSuchArticle } from './update-article.ts';

export type DraftChange = ArticleKey & {
  readonly origin: Origin;
  /** Looks at the draft that is there, null for none, while nobody else can change it; throws what refuses the change. */
  readonly check?: (draft: FoundDraft | null) => void;
};

type DraftDeps = Pick<Deps, 'database' | 'clock' | 'ids'>;

/**
 * Keeps changes of an article without publishing them, and gives them as they are now. What the agent answers from stays.
 * Throws `not_found`, and `conflict` for the text of an imported article.
 */
export async function saveArticleDraft(
  deps: DraftDeps,
  { text, ...change }: DraftChange & { readonly text: DraftText },
): Promise<FoundDraft> {
  const { agentId, number, origin } = change;
  return withDraft(deps, change, async ({ query }, draft) => {
    const article = await findArticle(query, agentId, number);
    if (!article) throw noSuchArticle();
    requireDraftable(article);
    const basedOnVersion = draft ? draft.basedOnVersion : article.version;
    const saved = { ...text, number, basedOnVersion, author: origin.actor, updatedAt: deps.clock.now() };
    await save(query, agentId, saved);
    return { ...saved, currentVersion: article.version };
  });
}

/** Throws the changes of an article away, which is written down. Throws `not_found` when there are none. */
export async function discardArticleDraft(deps: DraftDeps, change: DraftChange): Promise<void> {
  const { agentId, number, origin } = change;
  await withDraft(deps, change, async ({ query, tx }, draft) => {
    const article = await findArticle(query, agentId, number);
    if (!article) throw noSuchArticle();
    if (!draft) throw noSuchDraft();
    await deleteArticleDraft(query, change);
    const entry = { action: 'article.discard_draft', target: { type: 'article', id: article.id } };
    const details = { number, chatbot_id: agentId };
    await insertAudit(tx, { id: deps.ids.uuid(), at: deps.clock.now(), origin, ...entry, details });
  });
}

/** The refusal for an article without changes that are not published. */
export const noSuchDraft = (): AppError => new AppError('not_found', 'The article has no draft.');

/** With the agent's knowledge locked: two who begin a draft at once do not overwrite each other. */
async function withDraft<T>(
  { database }: DraftDeps,
  change: DraftChange,
  work: (within: { readonly query: NamedQuery; readonly tx: Tx }, draft: FoundDraft | null) => Promise<T>,
): Promise<T> {
  return database.transaction(async (tx) => {
    const query: NamedQuery = (name, text, values) => database.named(name, text, values, tx);
    await lockKnowledge(query, change.agentId);
    const draft = await findArticleDraft(query, change);
    change.check?.(draft);
    return work({ query, tx }, draft);
  });
}
