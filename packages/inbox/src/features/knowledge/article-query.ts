import type { Article, ArticleDraft } from '@parley/protocol/api';
import type { InboxClient } from '@parley/sdk';
import { queryOptions } from '@tanstack/react-query';

/** An article as it is edited: what is published, and the changes that are not. */
export type OpenArticle = {
  readonly article: Article;
  readonly draft: ArticleDraft | null;
  /** The version of the draft: a save that is based on another one is refused. */
  readonly draftVersion: string | null;
};

/** Reads an article and its draft, if there is one. */
export const articleQuery = (client: InboxClient, agentId: string, number: number) =>
  queryOptions({
    queryKey: ['article', client.workspaceId, agentId, number],
    async queryFn(): Promise<OpenArticle> {
      let draftVersion: string | null = null;
      const onHeaders = (headers: Headers): void => {
        draftVersion = headers.get('etag');
      };
      const [article, { data: drafts }] = await Promise.all([
        client.agent(agentId)('get-article', { params: { id: number } }),
        client.call('list-article-drafts', { params: { chatbot_id: agentId } }),
      ]);
      const params = { chatbot_id: agentId, number };
      const hasDraft = drafts.some((draft) => draft.number === number);
      const draft = hasDraft ? await client.call('get-article-draft', { params, onHeaders }) : null;
      return { article, draft, draftVersion };
    },
    // A version that arrives by itself would take the place of what is being typed.
    refetchOnReconnect: false,
  });

/** What every list of an agent's articles is kept under: invalidate it when an article changes. */
export const articlesKey = (client: InboxClient, agentId: string) => ['articles', client.workspaceId, agentId] as const;
