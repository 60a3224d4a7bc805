import { randomUUID } from 'node:crypto';
import { type Permission, ROLES } from '@parley/protocol';
import { ENDPOINTS, type Endpoint, routerPath } from '@parley/protocol/api';
import { beforeEach, describe, expect, it } from 'vitest';
import { scriptedModel } from '../../src/agent/scripted.ts';
import { createWorkspaceKey } from '../../src/commands/create-workspace-key.ts';
import { type Caller, isAllowed } from '../../src/domain/people/permissions.ts';
import { newWorkspaceKey } from '../../src/identity/new-credentials.ts';
import { testApp } from '../support/app.ts';
import { fakeChannels } from '../support/fake-channel.ts';
import { fakeSessions, signIn } from '../support/fake-sessions.ts';
import { registeredRoutes } from '../support/registered-routes.ts';
import { dumpState } from '../support/table-dump.ts';
import {
  type Asker,
  type Furnished,
  furnishWorkspace,
  isStream,
  makeReady,
  surfacesOf,
  WORKSPACE_ENDPOINTS,
  workspaceRequest,
} from '../support/workspace-requests.ts';

const OURS = 'ourmark';
const THEIRS = 'theirmark';
const sessions = fakeSessions();
const app = testApp({
  sessions,
  channels: fakeChannels(),
  model: scriptedModel({ draft: () => ({ kind: 'smalltalk', text: 'Noted.', evidence: [] }) }),
  retriever: { retrieve: async () => [] },
});
let ours: Furnished;
beforeEach(async () => {
  ours = await furnishWorkspace(app.current, sessions, app.current.first, OURS);
});

const ask = (endpoint: Endpoint, asker: Asker, about = ours) =>
  app.current.parley.app.inject(workspaceRequest(endpoint, about, asker));
const ofUs = (): Record<'key' | 'person', Asker> => ({
  key: { key: ours.agent.workspace_key },
  person: { person: ours.owner },
});
const state = () => dumpState(app.current.database);
/** The rows that are ours: of our workspace, or with our mark. */
const ourRows = async () =>
  [...(await state()).values()].flat().filter((row) => row.includes(ours.workspaceId) || row.includes(OURS));
const erases = ({ id }: Endpoint): boolean => id === 'erase-visitor';
const depth = ({ path }: Endpoint): number => path.split('/').length;
/** Those that delete come last, parts before the whole: the others are about what they take away. */
const IN_ORDER = [
  ...WORKSPACE_ENDPOINTS.filter((endpoint) => endpoint.method !== 'DELETE' && !erases(endpoint)),
  ...WORKSPACE_ENDPOINTS.filter(({ method }) => method === 'DELETE').toSorted((a, b) => depth(b) - depth(a)),
  ...WORKSPACE_ENDPOINTS.filter(erases),
].filter((endpoint) => !isStream(endpoint));

/** Routes that are no endpoint of the document, and why the walks leave them out. */
const OTHER_ROUTES: readonly (readonly [RegExp, string])[] = [
  [/^\w+ \/(docs|pages)/, 'what pages are made of: the same for everybody'],
  [/^POST \/mcp$/, 'JSON-RPC, whose tools authorise each call: test/api/mcp has what is foreign to them'],
  [/^\w+ \/(sign-in|sign-out|forgot-password|reset-password|invitations)/, 'the way in: has tests of its own'],
  [
    /^GET \/inbox(\/:(\/\*)?|\/assets\/\*)?$/,
    'the document of the inbox and its scripts: the same for everybody who is signed in',
  ],
  [/^GET \/exports\/\*$/, 'files for whoever has their sealed address, for a quarter of an hour'],
  [/^\w+ \/(workspaces|account)/, 'pages for who is signed in: have tests of their own'],
  [
    /^(GET|POST) \/channels\/:\/:$/,
    'what platforms deliver, verified by the channel: test/channels has what is foreign to it',
  ],
  [/^\w+ \/c\/:$/, "the visitors' page of an agent: for everybody who has its address"],
  [/^GET \/(demo|check-embed)?$/, 'what shows and checks the widget of any agent that visitors may talk to'],
  [/^GET \/(widget\.js|widget\/:|widget\/avatars\/:)$/, 'the scripts that sites load: the same for everybody'],
  [
    /^GET \/widget\/people\/:$/,
    'pictures of the team, for the sites that show their chat: their addresses name nobody',
  ],
  [/^GET \/(files|l)\/\*$/, 'files and links of visitors: for everybody who has their sealed address'],
  [/^GET \/(q|p|o|01)\/:$/, 'what is printed on codes and things: for everybody who scans them'],
  [/^(POST|DELETE) .*\/conversations(\/:)?$/, 'there on purpose, to say why they answer 405'],
];

/** The router tells parameters of one place together: `:id|:article_id`. */
const nameless = (url: string): string => url.replaceAll(/:[\w|:]+/g, ':');

describe('every route', () => {
  it('is an endpoint that the walks know, or stands in the list of those that are open', () => {
    const { app: server } = app.current.parley;
    const known = new Set<string>();
    for (const { surface, path, method } of ENDPOINTS as readonly Endpoint[]) {
      if (surface !== 'inbox' || !path.startsWith('/v1/')) known.add(`${method} ${nameless(routerPath(path))}`);
    }
    for (const { path, method } of WORKSPACE_ENDPOINTS) {
      known.add(nameless(`${method} /inbox/api/:workspace_id${routerPath(path).slice('/v1'.length)}`));
    }
    const unknown = registeredRoutes(server)
      .filter(({ method }) => method !== 'HEAD')
      .map(({ method, url }) => `${method} ${nameless(url)}`)
      .filter((route) => !known.has(route) && !OTHER_ROUTES.some(([pattern]) => pattern.test(route)));
    expect(unknown).toEqual([]);
  });

  it('lets our own key and our owner in, and finds what is ours', async () => {
    const refused = [];
    for (const endpoint of IN_ORDER) {
      const [surface = 'person'] = surfacesOf(endpoint);
      await makeReady(app.current, ours, endpoint);
      const { statusCode, body } = await ask(endpoint, ofUs()[surface]);
      const right = endpoint.errors.includes('not_implemented') ? ['501'] : Object.keys(endpoint.responses);
      if (!right.includes(String(statusCode))) refused.push([endpoint.id, statusCode, body]);
    }
    expect(refused).toEqual([]);
  });
});

describe('I7: a credential that is not valid opens nothing', () => {
  const key = async (change: object): Promise<Asker> => {
    const { database, ...deps } = app.current.parley.deps;
    const made = await createWorkspaceKey(
      { ...deps, database, credentials: { workspaceKey: newWorkspaceKey } },
      { name: 'Spoilt', expiresAt: null, origin: { ...ours, actor: { type: 'system' }, ip: null, userAgent: null } },
    );
    await database.db.updateTable('workspace_keys').set(change).where('id', '=', made.id).execute();
    return { key: made.key };
  };
  const kinds: Record<string, { status: number; error: string; asker: () => Promise<Asker> }> = {
    'no key': { status: 401, error: 'missing_api_key', asker: async () => ({ key: null }) },
    'a key that is none': { status: 401, error: 'invalid_api_key', asker: async () => ({ key: 'par_live_x' }) },
    'an unknown key': { status: 401, error: 'invalid_api_key', asker: async () => ({ key: newWorkspaceKey().key }) },
    "an agent's token": { status: 401, error: 'invalid_api_key', asker: async () => ({ key: ours.agent.write_token }) },
    'a revoked key': { status: 401, error: 'api_key_revoked', asker: () => key({ state: 'revoked' }) },
    'an expired key': { status: 401, error: 'api_key_expired', asker: () => key({ expires_at: new Date(0) }) },
    'a paused key': { status: 403, error: 'api_key_paused', asker: () => key({ state: 'paused' }) },
    'no session': {
      status: 401,
      error: 'not_signed_in',
      asker: async () => ({ person: { ...ours.owner, headers: { cookie: '' } } }),
    },
    'a session that is none': {
      status: 401,
      error: 'not_signed_in',
      asker: async () => ({ person: { ...ours.owner, headers: { cookie: 'test_session=x' } } }),
    },
    'a key where a session is asked for': {
      status: 401,
      error: 'not_signed_in',
      asker: async () => {
        const headers = { cookie: '', authorization: `Bearer ${ours.agent.workspace_key}` };
        return { person: { ...ours.owner, headers } };
      },
    },
  };

  it.each(Object.keys(kinds))('%s', async (kind) => {
    const { status = 0, error = '', asker } = kinds[kind] ?? {};
    const who = (await asker?.()) ?? { key: null };
    const before = await state();
    for (const endpoint of WORKSPACE_ENDPOINTS) {
      if ('key' in who && !surfacesOf(endpoint).includes('key')) continue;
      const answer = await ask(endpoint, who);
      expect([endpoint.id, answer.statusCode, answer.json().error]).toEqual([endpoint.id, status, error]);
      expect(answer.body).not.toContain(OURS);
    }
    expect(await state()).toEqual(before);
  });

  it('a session where a key is asked for', async () => {
    for (const endpoint of WORKSPACE_ENDPOINTS.filter((each) => surfacesOf(each).includes('key'))) {
      const request = workspaceRequest(endpoint, ours, { key: null });
      const answer = await app.current.parley.app.inject({
        ...request,
        headers: { ...request.headers, ...ours.owner.headers },
      });
      expect([endpoint.id, answer.statusCode]).toEqual([endpoint.id, 401]);
    }
  });

  it('a key finds nothing where only people are let in', async () => {
    for (const endpoint of WORKSPACE_ENDPOINTS.filter((each) => !surfacesOf(each).includes('key'))) {
      const answer = await ask(endpoint, ofUs().key);
      expect([endpoint.id, [404, 405].includes(answer.statusCode)]).toEqual([endpoint.id, true]);
    }
  });
});

describe('I7: a caller of another workspace', () => {
  let theirs: Furnished;
  beforeEach(async () => {
    theirs = await furnishWorkspace(app.current, sessions, await app.current.addForeign(), THEIRS);
  });
  const ofThem = (): Record<'key' | 'person', Asker> => ({
    key: { key: theirs.agent.workspace_key },
    person: { person: theirs.owner, workspaceId: theirs.workspaceId },
  });
  const unknown = (): Furnished => {
    const ids = Object.fromEntries(
      Object.keys(ours.ids).map((at) => [at, at.includes('gtin') ? '00000000000000' : randomUUID()]),
    );
    return { ...ours, ids };
  };
  const told = ({ body }: { body: string }, about: Furnished) =>
    [...Object.values(about.ids), about.workspaceId]
      // A number of an article, or a language, may stand in any word.
      .filter((id) => id.length > 5)
      .reduce((text, id) => text.replaceAll(id, '…'), body.replaceAll(/req_\w+/g, '…'));

  it.each(['key', 'person'] as const)('sees and changes nothing of ours: a %s', async (surface) => {
    const before = await ourRows();
    for (const endpoint of IN_ORDER.filter((each) => surfacesOf(each).includes(surface))) {
      const answer = await ask(endpoint, ofThem()[surface]);
      expect([endpoint.id, answer.body]).toEqual([endpoint.id, expect.not.stringContaining(OURS)]);
      expect([endpoint.id, answer.statusCode]).not.toEqual([endpoint.id, 500]);
    }
    expect(await ourRows()).toEqual(before);
  });

  it.each(['key', 'person'] as const)(
    'gets for our ids what it gets for ids that nobody has: a %s',
    async (surface) => {
      const named = IN_ORDER.filter(({ path }) => path.includes('{')).filter((each) =>
        surfacesOf(each).includes(surface),
      );
      for (const endpoint of named) {
        const answers = [];
        for (const about of [ours, unknown()]) {
          const answer = await ask(endpoint, ofThem()[surface], about);
          answers.push([endpoint.id, answer.statusCode, told(answer, about), answer.headers['content-type']]);
        }
        expect(answers[0]).toEqual(answers[1]);
        expect(answers[0]?.slice(0, 2)).toEqual([endpoint.id, 404]);
      }
    },
  );

  it('does not find the inbox of our workspace, nor one that nobody has', async () => {
    const before = await state();
    for (const endpoint of WORKSPACE_ENDPOINTS) {
      const answers = [];
      for (const workspaceId of [ours.workspaceId, randomUUID()]) {
        const answer = await ask(endpoint, { person: theirs.owner, workspaceId });
        answers.push([endpoint.id, answer.statusCode, told(answer, ours)]);
      }
      expect(answers[0]).toEqual(answers[1]);
      expect(answers[0]?.slice(0, 2)).toEqual([endpoint.id, 404]);
    }
    expect(await state()).toEqual(before);
  });
});

/** Let in by themselves: everybody may leave a workspace, but only those may remove another. */
const OWN_RULES: Record<string, Permission> = { 'remove-team-member': 'team.manage' };

describe('the permission table', () => {
  const callers: readonly Caller[] = ['key', ...ROLES];
  const NEEDS = /^This needs the permission/;

  it.each(callers)('lets in exactly what it says: %s', async (caller) => {
    const person = caller === 'key' ? null : await signIn(app.current, sessions, { ...ours, role: caller });
    const asker: Asker = person ? { person } : ofUs().key;
    const wrong = [];
    for (const endpoint of IN_ORDER.filter((each) => surfacesOf(each).includes(person ? 'person' : 'key'))) {
      const permission = endpoint.permission ?? OWN_RULES[endpoint.id] ?? null;
      const before = await state();
      const answer = await ask(endpoint, asker);
      const isRefused = answer.statusCode === 403 && NEEDS.test(answer.json().message);
      const isExpected = permission !== null && !isAllowed(caller, permission);
      const isFault = answer.statusCode >= 500 && answer.statusCode !== 501;
      if (isRefused !== isExpected || answer.statusCode === 401 || isFault) {
        wrong.push([endpoint.id, answer.statusCode, answer.body]);
      }
      if (isRefused) expect([endpoint.id, await state()]).toEqual([endpoint.id, before]);
    }
    expect(wrong).toEqual([]);
  });
});
