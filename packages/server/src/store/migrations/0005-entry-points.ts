import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** QR codes, products and objects with their scans, and what is counted beside the hot rows. */
const statements = [
  // A link stays printed for years: a slug is never used again, so rows are archived and not deleted.
  `create table entry_points (
     workspace_id uuid not null references workspaces, id uuid not null, type text not null, slug text not null unique,
     name text not null, description text, status text not null, agent_id uuid references agents, url text,
     properties jsonb not null, url_params jsonb not null, metadata jsonb not null,
     gtin text, object_type text, external_id text,
     created_at timestamptz not null, updated_at timestamptz not null, primary key (workspace_id, id))`,
  'create index entry_points_by_type on entry_points (workspace_id, type, id)',
  'create unique index entry_points_by_gtin on entry_points (workspace_id, gtin) where gtin is not null',
  'create index entry_points_by_gtin_anywhere on entry_points (gtin, created_at) where gtin is not null',
  `create unique index entry_points_by_external_id on entry_points (workspace_id, external_id)
     where external_id is not null`,

  `create table entry_point_scans (
     workspace_id uuid not null, entry_point_id uuid not null, id uuid not null, scanned_at timestamptz not null,
     user_agent text, destination jsonb not null, query_params jsonb not null,
     primary key (workspace_id, entry_point_id, id))`,

  // In stripes, so that those who scan one poster do not queue for one row.
  `create table entry_point_counts (
     workspace_id uuid not null, entry_point_id uuid not null, stripe smallint not null, scans bigint not null,
     last_scanned_at timestamptz not null, primary key (workspace_id, entry_point_id, stripe))`,

  `create table agent_counts (agent_id uuid primary key references agents, conversations bigint not null)`,
];

export const entryPoints: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
