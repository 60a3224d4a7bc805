import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** People in the loop: what a conversation carries for them, notes, the tag palette, and the acts of administration. */
const statements = [
  // Tags stand in the row: a palette tag that is deleted is left out by readers, so that deleting one rewrites nothing.
  `alter table conversations
     add column summary text,
     add column sentiment_score integer,
     add column tag_ids uuid[] not null default '{}',
     add column qr_code_id uuid, add column product_id uuid, add column object_id uuid`,

  // What the visitor wrote last, and from when on silence counts: known for conversations that began before.
  `alter table conversations
     add column last_visitor_ord integer not null default 0, add column silent_since timestamptz`,
  `update conversations c set
     last_visitor_ord = coalesce((select max(m.ord) from messages m where m.workspace_id = c.workspace_id
       and m.conversation_id = c.id and m.author = 'visitor'), 0),
     silent_since = case when driver <> 'ai' then last_message_at end
   where progress = 'open'`,
  // Only what an idle rule may act on: old conversations leave these indexes, so that looking is flat at any size.
  `create index conversations_idle on conversations (agent_id, last_message_at)
     where driver = 'ai' and progress = 'open'`,
  `create index conversations_silent on conversations (agent_id, driver, silent_since) where silent_since is not null`,

  // The lists of a workspace. Every index on the last message costs each commit an entry, so only two are whole:
  // this one, whose included columns decide most filters without a look at the row, and the next but one.
  `create index workspace_conversations_by_recency on conversations (workspace_id, last_message_at desc, id desc)
     include (agent_id, driver, progress, priority, assigned_to, created_at, tag_ids)
     where source not in ('preview', 'simulation')`,
  `create index workspace_conversations_by_creation on conversations (workspace_id, created_at desc, id desc)
     where source not in ('preview', 'simulation')`,
  // Each conversation stands in one of these two: a status is one stream of them for each priority.
  `create index open_conversations_by_driver on conversations (workspace_id, driver, priority, last_message_at desc, id desc)
     where progress = 'open' and source not in ('preview', 'simulation')`,
  `create index ended_conversations_by_progress on conversations (workspace_id, progress, priority, last_message_at desc, id desc)
     where progress <> 'open' and source not in ('preview', 'simulation')`,
  // Trials too: it also finds what a member who leaves had.
  `create index conversations_by_assignee on conversations (workspace_id, assigned_to, last_message_at desc, id desc)
     include (source) where assigned_to is not null`,
  `create index conversations_by_tag on conversations using gin (tag_ids) with (gin_pending_list_limit = 256)
     where tag_ids <> '{}'`,
  // Those that lasted: what was begun before a day and went on after it is a few of these, or was begun shortly before.
  `create index lasting_conversations on conversations (workspace_id, last_message_at desc, id desc)
     include (created_at) where last_message_at - created_at > interval '1 day' and source not in ('preview', 'simulation')`,
  `create index workspace_search_by_recency on conversation_search
     (workspace_id, last_message_at desc, conversation_id desc, part desc)`,

  // `name_key` is the name in lower case: what that is must not depend on the server's locale.
  `create table conversation_tags (
     workspace_id uuid not null references workspaces, id uuid not null, name text not null, name_key text not null,
     color text not null, created_at timestamptz not null, primary key (workspace_id, id))`,
  'create unique index conversation_tags_by_name on conversation_tags (workspace_id, name_key)',

  `create table conversation_notes (
     workspace_id uuid not null, conversation_id uuid not null, id uuid not null, author_id uuid, content text not null,
     pinned boolean not null default false, created_at timestamptz not null, updated_at timestamptz not null,
     primary key (workspace_id, conversation_id, id))`,

  // Append-only: a rule below the program, so that no mistake of it can rewrite what happened.
  `create table audit_log (
     workspace_id uuid not null, id uuid not null, at timestamptz not null, actor jsonb not null, action text not null,
     target jsonb, details jsonb, ip text, user_agent text, primary key (workspace_id, id))`,
  `create function refuse_change() returns trigger language plpgsql as $$
     begin raise exception 'the audit log is append-only'; end $$`,
  `create trigger audit_log_is_append_only before update or delete on audit_log
     for each row execute function refuse_change()`,
  `create index audit_log_by_actor on audit_log (workspace_id, (actor->>'id'), id)`,
  `create index audit_log_by_target on audit_log (workspace_id, (target->>'id'), id)`,

  'alter table workspace_keys add column last_used_at timestamptz',
  'create index workspace_keys_by_workspace on workspace_keys (workspace_id)',
  // The workspace's own limits of the Workspace API; null where those of the installation hold.
  'alter table workspaces add column calls_per_minute integer, add column calls_per_hour integer',
];

export const people: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
