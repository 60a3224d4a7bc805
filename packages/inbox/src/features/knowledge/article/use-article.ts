import type { Article, ArticleDraft } from '@parley/protocol/api';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useInbox } from '../../../session/inbox-session.tsx';
import { articleQuery, articlesKey, type OpenArticle } from '../article-query.ts';

/** What of an article is typed. */
export type ArticleText = Pick<ArticleDraft, 'title' | 'description' | 'content' | 'tags'>;

export const EMPTY_TEXT: ArticleText = { title: '', description: '', content: '', tags: [] };

/** What is edited: the draft where there is one, else what is published. */
export function textOf({ article, draft }: OpenArticle): ArticleText {
  const { title, description, content, tags } = draft ?? article;
  return { title, description, content, tags };
}

/** An article, and what can be done to it. Each refusal leaves it as it is. */
export function useArticle(agentId: string, number: number) {
  const { client } = useInbox();
  const queries = useQueryClient();
  const query = articleQuery(client, agentId, number);
  const opened = useQuery(query);
  const params = { chatbot_id: agentId, number };
  const ifMatch = (): Record<string, string> => {
    const { draft, draftVersion } = opened.data ?? {};
    if (!draft) return { 'if-none-match': '*' };
    return draftVersion ? { 'if-match': draftVersion } : {};
  };
  const readAgain = async (): Promise<void> => {
    await Promise.all([
      queries.invalidateQueries({ queryKey: query.queryKey }),
      queries.invalidateQueries({ queryKey: articlesKey(client, agentId) }),
    ]);
  };
  const saveDraft = useMutation({
    mutationFn: (body: ArticleText) => client.call('save-article-draft', { params, body, headers: ifMatch() }),
    onSuccess: readAgain,
  });
  const publish = useMutation({
    async mutationFn(body: ArticleText) {
      let version: string | null = null;
      const onHeaders = (headers: Headers): void => {
        version = headers.get('etag');
      };
      await client.call('save-article-draft', { params, body, headers: ifMatch(), onHeaders });
      try {
        return await client.call('publish-article-draft', { params, headers: version ? { 'if-match': version } : {} });
      } catch (error) {
        // The draft is stored all the same: what is saved next is based on it.
        await readAgain();
        throw error;
      }
    },
    onSuccess: readAgain,
  });
  const discard = useMutation({
    mutationFn: () => client.call('discard-article-draft', { params }),
    onSuccess: readAgain,
  });
  const remove = useMutation({
    mutationFn: () => client.agent(agentId)('delete-article', { params: { id: number } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: articlesKey(client, agentId) }),
  });
  const update = useMutation({
    mutationFn: (body: Partial<Pick<Article, 'tags' | 'state'>>) =>
      client.agent(agentId)('update-article', { params: { id: number }, body }),
    onSuccess: readAgain,
  });
  return { opened, saveDraft, publish, discard, remove, update, readAgain };
}
