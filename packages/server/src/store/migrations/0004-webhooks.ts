import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Webhooks: endpoints with their place in the log and their health, what is delivered to them, and how that went. */
const statements = [
  // Endpoints that keep up share the cursor 'webhooks'; one that was paused has its own until it has caught up. An
  // endpoint is told of what the snapshot of its creation did not see; in another database that one means nothing.
  `create table webhook_endpoints (
     workspace_id uuid not null references workspaces, id uuid not null, url text not null, description text,
     events text[] not null, is_active boolean not null, has_own_cursor boolean not null,
     begins text not null, begins_xid xid8 not null,
     secret text not null, previous_secret text, previous_secret_until timestamptz,
     created_at timestamptz not null, updated_at timestamptz not null, primary key (workspace_id, id))`,
  // Apart from the endpoint and narrow: it is rewritten all the time.
  `create table webhook_health (
     workspace_id uuid not null, endpoint_id uuid not null, recent text not null, opened_at timestamptz,
     probes integer not null, probe_at timestamptz,
     primary key (workspace_id, endpoint_id)) with (fillfactor = 50)`,

  // One body for all endpoints that are told of the event.
  `create table webhook_payloads (
     workspace_id uuid not null, id uuid not null, body text not null, created_at timestamptz not null,
     primary key (workspace_id, id))`,
  `create table webhook_deliveries (
     workspace_id uuid not null, endpoint_id uuid not null, id uuid not null, payload_id uuid not null,
     conversation_id uuid, event text not null, state text not null, attempts integer not null,
     retries_from integer not null, next_attempt_at timestamptz not null, claim uuid,
     last_status integer, created_at timestamptz not null, ended_at timestamptz,
     primary key (workspace_id, endpoint_id, id)) with (fillfactor = 80)`,
  `create index webhook_deliveries_due on webhook_deliveries (workspace_id, endpoint_id, next_attempt_at, id)
     where state = 'waiting'`,
  `create table webhook_attempts (
     workspace_id uuid not null, endpoint_id uuid not null, delivery_id uuid not null, number integer not null,
     at timestamptz not null, duration_ms integer not null, outcome text not null, message text,
     status integer, headers jsonb, body text, is_cut boolean not null,
     primary key (workspace_id, endpoint_id, delivery_id, number))`,

  `create table webhook_redeliveries (
     workspace_id uuid not null, endpoint_id uuid not null, id uuid not null, since timestamptz not null,
     only_state text, upto_id uuid not null, after_id uuid, state text not null, total integer not null,
     done integer not null, created_at timestamptz not null, ended_at timestamptz,
     primary key (workspace_id, endpoint_id, id))`,
  `create unique index webhook_redeliveries_running on webhook_redeliveries (workspace_id, endpoint_id)
     where state = 'running'`,

  // What an endpoint that lags is told of a conversation is how it stood then: its later changes are taken back.
  `create index events_of_changes on events (workspace_id, conversation_id, seq) where type = 'conversation.updated'`,
];

export const webhooks: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
