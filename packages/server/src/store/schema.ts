import type {
  Actor,
  AgentState,
  Author,
  DeliveryState,
  EntryPointType,
  HandoffState,
  Role,
  TokenScope,
} from '@parley/protocol';
import type { ColumnType, Generated, Kysely, Transaction } from 'kysely';
import type { WorkspaceKey } from '../domain/people/workspace-key.ts';
import type { JsonObject } from '../lib/json.ts';
import type { ConversationRow } from './conversations/conversation-row.ts';
import type { ArticleRow } from './knowledge/article-table.ts';

import type { TableGroups } from './table-groups.ts';

/** JSON columns are read parsed and written as text: the driver would turn an array into a PostgreSQL array. */
type JsonColumn<T> = ColumnType<T, null extends T ? string | null : string, null extends T ? string | null : string>;
type Written<Row, Json extends keyof Row> = Omit<Row, Json> & { [K in Json]: JsonColumn<Row[K]> };

export type MessageRow = {
  workspace_id: string;
  conversation_id: string;
  ord: number;
  id: string;
  author: Author;
  author_id: string | null;
  content: string;
  is_welcome: boolean;
  client_metadata: JsonObject | null;
  handoff_state: HandoffState | null;
  sources: JsonObject[];
  insights: JsonObject | null;
  feedback: JsonObject | null;
  attachments: JsonObject[];
  verified: boolean | null;
  /** Of what goes out on a channel: `domain/channels/delivery.ts`. */
  delivery: JsonObject | null;
  edited_at: Date | null;
  deleted_at: Date | null;
  created_at: Date;
};

export type AgentRow = {
  id: string;
  workspace_id: string;
  scenario_id: string;
  state: AgentState;
  settings: JsonObject;
  metadata_schema: JsonObject | null;
  /** Settings of the widget: read by what serves it, not by turns. */
  widget: JsonObject;
  knowledge_version: Generated<number>;
  has_actions: Generated<boolean>;
  next_article: Generated<number>;
  next_ord: Generated<number>;
  created_at: Date;
  updated_at: Date;
};

export type Schema = TableGroups & {
  installation: { key: string; value: string };
  nodes: { id: string; started_at: Date; seen_at: Date };
  workspaces: {
    id: string;
    name: string;
    calls_per_minute: number | null;
    calls_per_hour: number | null;
    created_at: Date;
  };
  users: {
    id: string;
    email: string;
    name: string;
    email_verified: Generated<boolean>;
    image: string | null;
    two_factor_enabled: Generated<boolean>;
    created_at: Date;
    updated_at: Generated<Date>;
  };
  /** Those of better-auth: an address with its password. Its columns for other providers are not ours to use. */
  accounts: {
    id: string;
    user_id: string;
    account_id: string;
    provider_id: string;
    password: string | null;
    created_at: Date;
    updated_at: Date;
  };
  sessions: {
    id: string;
    user_id: string;
    token: string;
    expires_at: Date;
    ip_address: string | null;
    user_agent: string | null;
    created_at: Date;
    updated_at: Date;
  };
  verifications: {
    id: string;
    identifier: string;
    value: string;
    expires_at: Date;
    created_at: Date;
    updated_at: Date;
  };
  members: {
    id: Generated<string>;
    workspace_id: string;
    user_id: string;
    role: Role;
    created_at: Date;
    updated_at: Generated<Date>;
  };
  invitations: {
    id: string;
    workspace_id: string;
    email: string;
    role: Role;
    token_hash: string;
    invited_by: string | null;
    sent_by: 'mail' | 'link';
    created_at: Date;
    expires_at: Date;
    accepted_at: Date | null;
    accepted_by: string | null;
    revoked_at: Date | null;
  };
  workspace_keys: {
    id: string;
    workspace_id: string;
    name: string;
    hash: string;
    last4: string;
    state: Generated<WorkspaceKey['state']>;
    expires_at: Date | null;
    created_at: Date;
    last_used_at: Date | null;
  };
  agents: Omit<Written<AgentRow, 'settings' | 'metadata_schema'>, 'widget'> & {
    widget: ColumnType<JsonObject, JsonObject | string | undefined, JsonObject | string>;
  };
  agent_tokens: {
    id: string;
    agent_id: string;
    name: string;
    scope: TokenScope;
    created_at: Date;
    expires_at: Date;
    revoked_at: Date | null;
  };
  conversations: Written<
    ConversationRow,
    'metadata' | 'client_metadata' | 'languages' | 'turns' | 'rating' | 'analysis'
  >;
  messages: Written<MessageRow, 'client_metadata' | 'sources' | 'insights' | 'feedback' | 'attachments' | 'delivery'>;
  events: {
    workspace_id: string;
    conversation_id: string;
    seq: number;
    agent_id: string;
    type: string;
    data: JsonColumn<JsonObject>;
    created_at: Date;
    id: Generated<number>;
    xid: Generated<string>;
  };
  turn_usage: {
    turn_id: string;
    workspace_id: string;
    agent_id: string;
    conversation_id: string;
    outcome: string;
    model: string;
    input_tokens: number;
    output_tokens: number;
    latency_ms: number;
    created_at: Date;
  };
  log_cursors: { name: string; xid: string; id: number };
  conversation_search: {
    workspace_id: string;
    conversation_id: string;
    part: number;
    agent_id: string;
    source: string;
    last_message_at: Date;
    doc: string;
    upto_ord: number;
  };
  articles: ArticleRow;
  article_versions: {
    agent_id: string;
    article_number: number;
    version: number;
    title: string;
    content: string;
    plain_text: string;
    /** `[start, end]` of each passage, UTF-16 units of `plain_text`. */
    passages: JsonColumn<[number, number][]>;
    created_at: Date;
  };
  article_lang_urls: { agent_id: string; article_number: number; language: string; url: string };
  knowledge_indexes: { agent_id: string; version: number; blob: Buffer };
  conversation_tags: {
    workspace_id: string;
    id: string;
    name: string;
    /** The name as names are compared: no two of a workspace are the same. */
    name_key: string;
    color: string;
    created_at: Date;
  };
  conversation_notes: {
    workspace_id: string;
    conversation_id: string;
    id: string;
    author_id: string | null;
    content: string;
    pinned: Generated<boolean>;
    created_at: Date;
    updated_at: Date;
  };
  mail_outbox: {
    id: string;
    workspace_id: string | null;
    /** The conversation whose text it holds. */
    conversation_id: Generated<string | null>;
    kind: string;
    recipient: string;
    subject: string;
    text: string;
    html: string;
    /** `kept`: there is no SMTP server to send it by. */
    state: 'waiting' | 'sent' | 'failed' | 'kept';
    attempts: number;
    next_attempt_at: Date;
    last_error: string | null;
    created_at: Date;
    sent_at: Date | null;
  };
  away_mails: {
    workspace_id: string;
    conversation_id: string;
    /** The first message that was neither mailed nor seen. */
    from_ord: number;
    first_reply_at: Date;
    /** When to look whether a mail is wanted; null for never. */
    due_at: Date | null;
  };
  entry_points: {
    workspace_id: string;
    id: string;
    type: EntryPointType;
    slug: string;
    name: string;
    description: string | null;
    status: 'active' | 'inactive' | 'archived';
    /** Its destination is an agent, a URL or nothing. */
    agent_id: string | null;
    url: string | null;
    properties: JsonColumn<{ key: string; value: string }[]>;
    url_params: JsonColumn<{ key: string; value: string }[]>;
    metadata: JsonColumn<JsonObject>;
    gtin: string | null;
    object_type: string | null;
    external_id: string | null;
    created_at: Date;
    updated_at: Date;
  };
  entry_point_scans: {
    workspace_id: string;
    entry_point_id: string;
    id: string;
    scanned_at: Date;
    user_agent: string | null;
    destination: JsonColumn<{ type: 'chatbot' | 'url'; id: string | null; url: string | null }>;
    query_params: JsonColumn<{ [key: string]: string }>;
  };
  entry_point_counts: {
    workspace_id: string;
    entry_point_id: string;
    stripe: number;
    scans: number;
    last_scanned_at: Date;
  };
  agent_counts: { agent_id: string; conversations: number };
  audit_log: {
    workspace_id: string;
    id: string;
    at: Date;
    actor: JsonColumn<Actor>;
    action: string;
    target: JsonColumn<JsonObject | null>;
    details: JsonColumn<JsonObject | null>;
    ip: string | null;
    user_agent: string | null;
  };
  webhook_endpoints: {
    workspace_id: string;
    id: string;
    url: string;
    description: string | null;
    events: string[];
    is_active: boolean;
    has_own_cursor: boolean;
    /** The snapshot of the database at the creation, and its oldest transaction. */
    begins: string;
    begins_xid: string;
    /** Sealed. */
    secret: string;
    previous_secret: string | null;
    previous_secret_until: Date | null;
    created_at: Date;
    updated_at: Date;
  };
  webhook_health: {
    workspace_id: string;
    endpoint_id: string;
    recent: string;
    opened_at: Date | null;
    probes: number;
    probe_at: Date | null;
  };
  webhook_payloads: { workspace_id: string; id: string; body: string; created_at: Date };
  webhook_deliveries: {
    workspace_id: string;
    endpoint_id: string;
    id: string;
    payload_id: string;
    conversation_id: string | null;
    event: string;
    state: DeliveryState;
    attempts: number;
    /** How many of the attempts were made before it was last put up for sending again. */
    retries_from: number;
    /** While it is claimed: until when. */
    next_attempt_at: Date;
    claim: string | null;
    last_status: number | null;
    created_at: Date;
    ended_at: Date | null;
  };
  webhook_attempts: {
    workspace_id: string;
    endpoint_id: string;
    delivery_id: string;
    number: number;
    at: Date;
    duration_ms: number;
    outcome: string;
    message: string | null;
    status: number | null;
    headers: JsonColumn<{ [name: string]: string } | null>;
    body: string | null;
    is_cut: boolean;
  };
  webhook_redeliveries: {
    workspace_id: string;
    endpoint_id: string;
    id: string;
    since: Date;
    only_state: 'delivered' | 'failed' | null;
    upto_id: string;
    after_id: string | null;
    state: 'running' | 'done';
    total: number;
    done: number;
    created_at: Date;
    ended_at: Date | null;
  };
  idempotency_keys: {
    scope: string;
    key: string;
    request_hash: string;
    state: 'running' | 'answered' | 'failed';
    conversation_id: string | null;
    message_ord: number | null;
    answer: string | null;
    created_at: Date;
    locked_until: Date;
  };
};

/** What reads take. */
export type Db = Kysely<Schema>;

/** What writes take: the outer database does not fit here, so that no write escapes its transaction. */
export type Tx = Transaction<Schema>;
