// Destructive: the password moves from its column in `users` to the account that it opens.
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Signing in: people with their accounts, sessions and second factors, as better-auth keeps them, and invitations. */
const statements = [
  `alter table users
     add column email_verified boolean not null default false,
     add column image text,
     add column two_factor_enabled boolean not null default false,
     add column updated_at timestamptz not null default now()`,

  // Only `credential` accounts are made: an address and a password. The columns of other providers stay empty.
  `create table accounts (
     id uuid primary key, user_id uuid not null references users on delete cascade,
     account_id text not null, provider_id text not null, password text,
     access_token text, refresh_token text, id_token text, access_token_expires_at timestamptz,
     refresh_token_expires_at timestamptz, scope text,
     created_at timestamptz not null, updated_at timestamptz not null, unique (provider_id, account_id))`,
  'create index accounts_by_user on accounts (user_id)',
  `insert into accounts (id, user_id, account_id, provider_id, password, created_at, updated_at)
     select gen_random_uuid(), id, id::text, 'credential', password_hash, created_at, created_at from users`,
  'alter table users drop column password_hash',

  `create table sessions (
     id uuid primary key, user_id uuid not null references users on delete cascade, token text not null unique,
     expires_at timestamptz not null, ip_address text, user_agent text,
     created_at timestamptz not null, updated_at timestamptz not null)`,
  'create index sessions_by_user on sessions (user_id)',

  // `identifier` is a digest: who reads the table cannot follow the links that were mailed.
  `create table verifications (
     id uuid primary key, identifier text not null, value text not null, expires_at timestamptz not null,
     created_at timestamptz not null, updated_at timestamptz not null)`,
  'create index verifications_by_identifier on verifications (identifier)',

  `create table two_factors (
     id uuid primary key, user_id uuid not null unique references users on delete cascade,
     secret text not null, backup_codes text not null, verified boolean not null default true,
     failed_verification_count integer not null default 0, locked_until timestamptz)`,

  `alter table members
     add column id uuid not null unique default gen_random_uuid(),
     add column updated_at timestamptz not null default now()`,
  'update members set updated_at = created_at',
  'create index members_by_user on members (user_id)',

  `create table invitations (
     id uuid primary key, workspace_id uuid not null references workspaces, email text not null, role text not null,
     token_hash text not null unique, invited_by uuid references users, sent_by text not null,
     created_at timestamptz not null, expires_at timestamptz not null,
     accepted_at timestamptz, accepted_by uuid references users, revoked_at timestamptz)`,
  'create index invitations_by_workspace on invitations (workspace_id, id)',
  // One link at a time opens a workspace to an address.
  `create unique index invitations_that_wait on invitations (workspace_id, email)
     where accepted_at is null and revoked_at is null`,
];

export const signIn: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
