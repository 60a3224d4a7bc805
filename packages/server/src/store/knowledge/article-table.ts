/** A row of `articles`. */
export type ArticleRow = {
  agent_id: string;
  number: number;
  id: string;
  type: 'Article' | 'Paragraph' | 'URL';
  state: 'draft' | 'ready';
  title: string;
  description: string;
  content: string;
  /** The version that answers; null for an article that was never published. */
  version: number | null;
  max_version: number;
  url: string | null;
  language: string | null;
  tags: string[];
  live: boolean;
  /** The agent's `knowledge_version` at which this article last changed: warm nodes read only what is newer. */
  changed_version: number;
  created_at: Date;
  updated_at: Date;
  deleted_at: Date | null;
};
