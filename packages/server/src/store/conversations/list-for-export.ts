import type { Author } from '@parley/protocol';
import type { JsonObject } from '../../lib/json.ts';
import type { NamedQuery } from './save-conversation.ts';

/** A conversation whole, as exports write it. */
export type ExportedConversation = {
  readonly id: string;
  readonly ord: number;
  readonly source: string;
  readonly driver: string;
  readonly progress: string;
  readonly created_at: Date;
  readonly last_message_at: Date;
  readonly title: string | null;
  readonly most_frequent_language: string | null;
  readonly visitor_name: string | null;
  readonly visitor_email: string | null;
  readonly visitor_phone: string | null;
  readonly visitor_label: string | null;
  readonly metadata: JsonObject;
  readonly messages: readonly {
    readonly ord: number;
    readonly author: Author;
    readonly content: string;
    readonly created_at: string;
    readonly client_metadata: JsonObject | null;
    readonly sources: readonly JsonObject[];
  }[];
};

const PAGE = 200;

/** Every conversation of an agent but trials, by number; read in pages by key, so that memory does not grow with them. */
export async function* listForExport(query: NamedQuery, agentId: string): AsyncGenerator<ExportedConversation> {
  let after = 0;
  for (;;) {
    const page = await query<ExportedConversation>(
      'conversations-export',
      `select c.id, c.ord, c.source, c.driver, c.progress, c.created_at, c.last_message_at, c.title,
         c.most_frequent_language, c.visitor_name, c.visitor_email, c.visitor_phone, c.visitor_label, c.metadata, m.messages
       from (select * from conversations where agent_id = $1::uuid and ord > $2::bigint
             and source not in ('preview', 'simulation') order by ord limit ${PAGE}) c,
       lateral (select coalesce(jsonb_agg(jsonb_build_object('ord', ord, 'author', author, 'content', content,
           'created_at', created_at, 'client_metadata', client_metadata, 'sources', sources) order by ord), '[]') as messages
         from messages where workspace_id = c.workspace_id and conversation_id = c.id) m
       order by c.ord`,
      [agentId, after],
    );
    yield* page;
    if (page.length < PAGE) return;
    after = page.at(-1)?.ord ?? after;
  }
}

/** The keys of an agent's client metadata, sorted: the columns that an export needs beside its own. */
export async function listClientMetadataKeys(query: NamedQuery, agentId: string): Promise<string[]> {
  const rows = await query<{ key: string }>(
    'client-metadata-keys',
    `select distinct k.key from conversations c
     join messages m on m.workspace_id = c.workspace_id and m.conversation_id = c.id,
     lateral jsonb_object_keys(case jsonb_typeof(m.client_metadata) when 'object' then m.client_metadata else '{}' end) k(key)
     where c.agent_id = $1::uuid order by 1`,
    [agentId],
  );
  return rows.map(({ key }) => key);
}
