import { randomUUID } from 'node:crypto';
import { AppError, type Role } from '@parley/protocol';
import type { InjectOptions } from 'fastify';
import type { Principal } from '../../src/domain/people/principal.ts';
import type { Sessions } from '../../src/http/deps.ts';
import type { TestApp } from './app.ts';

type Person = Extract<Principal, { type: 'user' }>;

/** Sessions without sign-in: whoever is let in has a cookie of the test's making. */
export function fakeSessions(): Sessions & { open(person: Person): { cookie: string } } {
  const people = new Map<string, Person>();
  return {
    open(person) {
      const token = randomUUID();
      people.set(token, person);
      return { cookie: `test_session=${token}` };
    },
    async principalOf({ headers }, workspaceId) {
      const person = people.get(/test_session=([\w-]+)/.exec(headers.cookie ?? '')?.[1] ?? '');
      if (!person) throw new AppError('unauthenticated', 'Sign in first.', { reason: 'not_signed_in' });
      if (person.workspaceId !== workspaceId) throw new AppError('not_found', 'There is no such workspace.');
      return person;
    },
  };
}

export type SignedIn = {
  readonly userId: string;
  readonly workspaceId: string;
  readonly headers: { readonly cookie: string };
};

/** Adds a person to a workspace and signs them in. */
export async function signIn(
  { database }: TestApp,
  sessions: ReturnType<typeof fakeSessions>,
  { workspaceId, role }: { readonly workspaceId: string; readonly role: Role },
): Promise<SignedIn> {
  const userId = randomUUID();
  const at = new Date();
  const user = { id: userId, name: `Kim ${role}`, email: `${userId}@team.example`, created_at: at };
  await database.db.insertInto('users').values(user).execute();
  await database.db
    .insertInto('members')
    .values({ workspace_id: workspaceId, user_id: userId, role, created_at: at })
    .execute();
  const headers = sessions.open({ type: 'user', workspaceId, userId, role });
  return { userId, workspaceId, headers };
}

/** The workspace of the test's first agent. */
export async function workspaceIdOf({ database }: TestApp, chatbotId: string): Promise<string> {
  const { workspace_id: id } = await database.db
    .selectFrom('agents')
    .select('workspace_id')
    .where('id', '=', chatbotId)
    .executeTakeFirstOrThrow();
  return id;
}

/** Calls the inbox's mirror of the Workspace API for a person. Paths begin after the workspace's id. */
export async function inboxCall(
  { parley }: TestApp,
  person: SignedIn,
  request: {
    readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
    readonly path: string;
    readonly payload?: object;
    readonly headers?: Record<string, string>;
  },
) {
  const { method, path, payload, headers } = request;
  const given: InjectOptions = {
    method,
    url: `/inbox/api/${person.workspaceId}${path}`,
    headers: { ...person.headers, ...headers },
    ...(payload === undefined ? {} : { payload }),
  };
  const answer = await parley.app.inject(given);
  return { status: answer.statusCode, headers: answer.headers, text: answer.body, body: answer.json() };
}
