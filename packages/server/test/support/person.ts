import type { Role } from '@parley/protocol';
import type { InjectOptions } from 'fastify';
import type { Parley } from '../../src/compose.ts';
import { hashPassword } from '../../src/identity/passwords.ts';
import { insertMember, insertUser } from '../../src/store/workspaces/users.ts';

export const PASSWORD = 'a long enough password';
let hashed: Promise<string> | undefined;

export type TestPerson = { readonly id: string; readonly memberId: string; readonly email: string };

/** A person in a workspace, the first unless told, whose password is `PASSWORD`. */
export async function addPerson(
  { deps }: Parley,
  given: { readonly email: string; readonly role?: Role; readonly name?: string; readonly workspaceId?: string },
): Promise<TestPerson> {
  hashed ??= hashPassword(PASSWORD);
  const { email, role = 'agent', name = 'Kim Park' } = given;
  const [id, memberId] = [deps.ids.uuid(), deps.ids.uuid()];
  const workspaceId = given.workspaceId ?? (await firstWorkspaceId({ deps }));
  const user = { id, accountId: deps.ids.uuid(), email, name, passwordHash: await hashed };
  await deps.database.transaction(async (tx) => {
    await insertUser(tx, user, deps.clock.now());
    await insertMember(tx, { id: memberId, workspaceId, userId: id, role }, deps.clock.now());
  });
  return { id, memberId, email };
}

export async function firstWorkspaceId({ deps }: Pick<Parley, 'deps'>): Promise<string> {
  const first = deps.database.db.selectFrom('workspaces').select('id').orderBy('created_at').orderBy('id');
  return (await first.executeTakeFirstOrThrow()).id;
}

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/** A browser without scripts: it keeps cookies, sends forms and says where they come from. */
export function browser(given: Pick<Parley, 'app'>, from = '203.0.113.7') {
  const cookies = new Map<string, string>();
  let { app } = given;
  const send = async (request: InjectOptions) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...(cookie ? { cookie } : {}), 'user-agent': 'Firefox/140.0 (X11; Linux)', ...request.headers };
    const answer = await app.inject({ remoteAddress: from, ...request, headers });
    for (const { name, value, maxAge } of answer.cookies) {
      if (maxAge === 0 || value === '') cookies.delete(name);
      else cookies.set(name, encodeURIComponent(value));
    }
    return answer;
  };
  const ours = { 'sec-fetch-site': 'same-origin' };
  return {
    cookies,
    /** Its next requests go to another node. */
    use: (other: Pick<Parley, 'app'>) => {
      app = other.app;
    },
    get: (url: string) => send({ method: 'GET', url }),
    post: (url: string, form: Record<string, string> = {}, headers: Record<string, string> = ours) =>
      send({
        method: 'POST',
        url,
        headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams(form).toString(),
      }),
    /** Calls the Inbox API; paths begin after `/inbox/api`. */
    api: (method: Method, path: string, payload?: object, headers: Record<string, string> = ours) =>
      send({ method, url: `/inbox/api${path}`, headers, ...(payload ? { payload } : {}) }),
    async signIn(email: string, password = PASSWORD) {
      const answer = await this.post('/sign-in', { email, password });
      if (answer.statusCode !== 303) throw new Error(`${email} could not sign in: ${answer.statusCode} ${answer.body}`);
      return this;
    },
  };
}

export type TestBrowser = ReturnType<typeof browser>;

/** Somebody of the first workspace in this role, signed in. */
export async function signedIn(parley: Parley, role: Role, email = `${role}@team.example`) {
  const person = await addPerson(parley, { email, role, name: `${role} Smith` });
  return { person, browser: await browser(parley).signIn(email), workspaceId: await firstWorkspaceId(parley) };
}
