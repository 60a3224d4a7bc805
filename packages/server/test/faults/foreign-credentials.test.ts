import { randomUUID } from 'node:crypto';
import type { Endpoint } from '@parley/protocol/api';
import { beforeEach, describe, expect, it } from 'vitest';
import { createAgent, type NewAgent } from '../../src/commands/create-agent.ts';
import { createToken } from '../../src/commands/create-workspace.ts';
import { createAgentTokens, newSigningKey, TOKEN_LIFETIME_MS } from '../../src/identity/agent-tokens.ts';
import { createCredentials } from '../../src/identity/credentials.ts';
import { testApp } from '../support/app.ts';
import { EVERY_ENDPOINT, type Names, requestTo, TOKEN_ENDPOINTS } from '../support/endpoint-requests.ts';
import { furnish } from '../support/furnished-agent.ts';
import { dumpState } from '../support/table-dump.ts';

const OURS = 'ourmark';
const THEIRS = 'theirmark';
const app = testApp();
let names: Names;
let foreign: NewAgent;
beforeEach(async () => {
  names = await furnish(app.current, app.current.first, OURS);
});
const furnishForeign = async (made: Promise<NewAgent>) => {
  foreign = await made;
  await furnish(app.current, foreign, THEIRS, 1);
};

const send = (endpoint: Endpoint, token: string | null, about: Names = names) =>
  app.current.parley.app.inject(requestTo(endpoint, about, token));
const state = () => dumpState(app.current.database);
const unknown = (): Names => ({
  ...names,
  conversationId: randomUUID(),
  exportId: randomUUID(),
  articleNumber: 999,
  scenarioId: 'zzzzzzzzzz',
});

describe('the walk itself', () => {
  it('is let in everywhere with our own token, and finds what is ours', async () => {
    for (const endpoint of EVERY_ENDPOINT.filter(({ scope }) => scope === 'read_all')) {
      const answer = await send(endpoint, app.current.first.read_token);
      expect([endpoint.id, answer.statusCode]).toEqual([endpoint.id, Number(Object.keys(endpoint.responses)[0])]);
    }
    const writes = EVERY_ENDPOINT.filter(({ scope }) => scope === 'write_all');
    const deletes = writes.filter(({ method }) => method === 'DELETE');
    // Those that delete come last, parts before the whole: the others are about what they take away.
    for (const endpoint of [...writes.filter((each) => !deletes.includes(each)), ...deletes.toReversed()]) {
      const { statusCode, body } = await send(endpoint, app.current.first.write_token);
      const expected = endpoint.errors.includes('not_implemented') ? 501 : Number(Object.keys(endpoint.responses)[0]);
      expect([endpoint.id, statusCode, body]).toEqual([endpoint.id, expected, body]);
    }
  });
});

describe('I7: a credential that is not valid opens nothing', () => {
  const kinds: Record<string, () => Promise<string | null>> = {
    'no token': async () => null,
    'a token that is none': async () => 'abc.def.ghi',
    'a token of another installation': async () => signed(await createAgentTokens(await newSigningKey()), new Date()),
    'a token without signature': async () => unsigned(),
    'an expired token': async () => signed(undefined, new Date(Date.now() - TOKEN_LIFETIME_MS - 1_000)),
    'a revoked token': async () => {
      await app.current.database.db.updateTable('agent_tokens').set({ revoked_at: new Date() }).execute();
      return app.current.first.write_token;
    },
    'a token that was never issued': async () => signed(undefined, new Date(), randomUUID()),
    'a workspace key': async () => app.current.first.workspace_key,
  };

  it.each(Object.keys(kinds))('%s', async (kind) => {
    const token = (await kinds[kind]?.()) ?? null;
    const before = await state();
    for (const endpoint of TOKEN_ENDPOINTS) {
      const answer = await send(endpoint, token);
      const isChat = endpoint.surface === 'chat';
      expect([endpoint.id, answer.statusCode]).toEqual([endpoint.id, isChat ? 400 : 401]);
      if (!isChat) expect(answer.json().errors.root[0].code).toBe('PERMISSION_DENIED');
      expect(answer.body).not.toContain(OURS);
    }
    expect(await state()).toEqual(before);
  });
});

/** Agents of one workspace are strangers to each other, as those of two are. */
const strangers = {
  'in another workspace': () => app.current.addForeign(),
  'in the same workspace': () => addSibling(),
} as const;

describe.each(Object.entries(strangers))('I7: the token of an agent %s', (_where, make) => {
  beforeEach(() => furnishForeign(make()));

  it.each(['read_token', 'write_token'] as const)('%s sees and changes nothing of ours', async (kind) => {
    const ours = async () =>
      [...(await state()).values()].flat().filter((row) => row.includes(OURS) && !row.includes(THEIRS));
    const before = await ours();
    for (const endpoint of TOKEN_ENDPOINTS) {
      const answer = await send(endpoint, foreign[kind]);
      expect([endpoint.id, answer.body]).toEqual([endpoint.id, expect.not.stringContaining(OURS)]);
    }
    expect(await ours()).toEqual(before);
  });

  it('gets for our ids what it gets for ids that nobody has', async () => {
    // A secret has a name and no id: each agent has its own of that name.
    const named = TOKEN_ENDPOINTS.filter(
      ({ path, surface }) => (path.includes('{') && !path.includes('_secrets/')) || surface === 'chat',
    );
    for (const endpoint of named) {
      const answers = [];
      for (const about of [names, unknown()]) {
        const { statusCode, body, headers } = await send(endpoint, foreign.write_token, about);
        const told = body.replaceAll(about.scenarioId, '…').replaceAll(about.conversationId, '…');
        answers.push([endpoint.id, statusCode, told, headers['content-type']]);
      }
      expect(answers[0]).toEqual(answers[1]);
      expect(answers[0]?.[1]).toBe(404);
    }
  });

  it('cannot continue our conversation under its own scenario', async () => {
    const chat = EVERY_ENDPOINT.find(({ surface }) => surface === 'chat');
    if (!chat) throw new Error('there is a chat endpoint');
    const before = await state();
    for (const conversationId of [names.conversationId, randomUUID()]) {
      const about = { ...names, conversationId, scenarioId: foreign.scenario_id };
      const answer = await send(chat, foreign.write_token, about);
      expect([answer.statusCode, answer.body]).toEqual([400, `Conversation conv_id ${conversationId} is not valid.`]);
    }
    expect(await state()).toEqual(before);
  });
});

it('I7: a read_all token writes nothing, and is told so in the exact words', async () => {
  const before = await state();
  const message = 'Insufficient token scope. Required: write_all';
  for (const endpoint of TOKEN_ENDPOINTS.filter(({ scope }) => scope === 'write_all')) {
    const answer = await send(endpoint, app.current.first.read_token);
    expect([endpoint.id, answer.statusCode]).toEqual([endpoint.id, 403]);
    const told = endpoint.surface === 'chat' ? answer.body : answer.json().errors.root[0].message;
    expect(told).toBe(message);
  }
  expect(await state()).toEqual(before);
});

async function addSibling(): Promise<NewAgent> {
  const { deps } = app.current.parley;
  const { workspace_id: workspaceId } = await deps.database.db
    .selectFrom('agents')
    .select('workspace_id')
    .where('id', '=', app.current.first.chatbot_id)
    .executeTakeFirstOrThrow();
  return createAgent({ ...deps, credentials: createCredentials(deps.tokens) }, { workspaceId, settings: {} });
}

/** A token with the rights of ours, recorded in the database unless an id is given. */
async function signed(tokens = app.current.parley.deps.tokens, at = new Date(), tokenId?: string): Promise<string> {
  const { deps } = app.current.parley;
  const { scenario_id: scenarioId, chatbot_id: id } = app.current.first;
  if (tokenId) return tokens.sign({ tokenId, scenarioId, scope: 'write_all' }, at);
  const clock = { ...deps.clock, now: () => at };
  const createDeps = { ...deps, clock, credentials: createCredentials(tokens) };
  const input = { agent: { id, scenarioId }, scope: 'write_all', name: 'test' } as const;
  return deps.database.transaction((tx) => createToken(createDeps, tx, input));
}

/** Our token with another header, which says that no signature is needed. */
function unsigned(): string {
  const [, payload] = app.current.first.write_token.split('.');
  return `${Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')}.${payload}.`;
}
