import { createHmac, createPublicKey, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { scriptedModel } from '../../src/agent/scripted.ts';
import { testApp } from '../support/app.ts';
import { identitySecret, inMinutes, jwt } from '../support/identity.ts';
import { dumpState } from '../support/table-dump.ts';
import { allAnswered, type FurnishedVisitor, furnishVisitor } from '../support/visitor-requests.ts';
import { setWidget } from '../support/widget-settings.ts';

const app = testApp({
  model: scriptedModel({ draft: () => ({ kind: 'smalltalk', text: 'Noted.', evidence: [] }) }),
  retriever: { retrieve: async () => [] },
});
const SUBJECT = 'customer-1';
const claims = { sub: SUBJECT, exp: inMinutes(30), email: 'ada@example.com', metadata: { plan: 'gold' } };

let secret: string;
/** The customer whom the site vouches for, with a conversation. */
let ada: Caller;
let adaConversation: string;
/** Somebody who knows everything of the customer but the secret. */
let eve: FurnishedVisitor;
beforeEach(async () => {
  await setWidget(app.current, { quietMs: 0 });
  secret = await identitySecret(app.current, app.current.first.write_token);
  ada = as((await sessions({ identity: jwt(claims, secret) })).json().token);
  adaConversation = (await ada('POST', '/messages', { id: randomUUID(), text: 'My order 4711' })).json()
    .conversation_id;
  eve = await furnishVisitor(app.current, app.current.first, 'eve');
  await allAnswered(app.current);
});

const sessions = (body: object) => {
  const payload = { scenario_id: app.current.first.scenario_id, ...body };
  return app.current.parley.app.inject({ method: 'POST', url: '/widget/sessions', payload });
};
type Caller = ReturnType<typeof as>;
const as = (token: string) => (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, payload?: object) => {
  const headers = { authorization: `Bearer ${token}` };
  return app.current.parley.app.inject({ method, url: `/widget${path}`, headers, ...(payload ? { payload } : {}) });
};
const row = (id: string) =>
  app.current.database.db.selectFrom('conversations').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const eveConversation = () => eve.ids['/widget/conversations/{id}'] ?? '';

describe('I9: what a browser claims without a signature authorises nothing', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const parts = (header: object) =>
    [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  const forged: Record<string, () => Promise<string>> = {
    'signed with another secret': async () => jwt(claims, 'a secret of nobody'),
    'signed with an empty secret': async () => {
      const content = parts({ alg: 'HS256' });
      return `${content}.${createHmac('sha256', '').update(content).digest('base64url')}`;
    },
    'signed with the secret without its prefix': async () => jwt(claims, secret.slice('pid_'.length)),
    "signed with another agent's secret": async () => {
      const other = await app.current.addForeign();
      return jwt(claims, await identitySecret(app.current, other.write_token));
    },
    'signed with our own public key': async () => {
      const { body } = await app.current.parley.app.inject({ method: 'GET', url: '/v1/api/public_key' });
      return jwt(claims, body);
    },
    'signed with the scenario_id': async () => jwt(claims, app.current.first.scenario_id),
    'without a signature': async () => `${parts({ alg: 'HS256' })}.`,
    'without a signature and a dot': async () => parts({ alg: 'HS256' }),
    'of the algorithm none': async () => `${parts({ alg: 'none', typ: 'JWT' })}.`,
    'of the algorithm None': async () => `${parts({ alg: 'None' })}.`,
    'of the algorithm none, with a signature': async () => jwt(claims, secret, { alg: 'none' }),
    'of no algorithm': async () => jwt(claims, secret, { typ: 'JWT' }),
    'of HS512': async () => {
      const content = parts({ alg: 'HS512' });
      return `${content}.${createHmac('sha512', secret).update(content).digest('base64url')}`;
    },
    'of RS256, with a key of their own': async () => {
      const content = parts({ alg: 'RS256' });
      return `${content}.${sign('sha256', Buffer.from(content), rsa.privateKey).toString('base64url')}`;
    },
    'of RS256 as HS256': async () =>
      jwt(claims, createPublicKey(rsa.privateKey).export({ type: 'spki', format: 'pem' }).toString()),
    'that brings its key': async () => {
      const jwk = { kty: 'oct', k: Buffer.from('mine').toString('base64url') };
      return jwt(claims, 'mine', { alg: 'HS256', jwk });
    },
    'that must be understood': async () => jwt(claims, secret, { alg: 'HS256', crit: ['own'], own: 1 }),
    'of another content': async () => {
      const [header, , signature] = jwt({ ...claims, sub: 'eve' }, secret).split('.');
      return `${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.${signature}`;
    },
    'that is a session of theirs': async () => eve.token,
    'that is an agent token': async () => app.current.first.write_token,
    'that is over': async () => jwt({ ...claims, exp: inMinutes(-5) }, secret),
    'for another agent': async () => jwt({ ...claims, aud: 'another000' }, secret),
  };

  it.each(Object.entries(forged))('an identity %s', async (_name, make) => {
    const identity = await make();
    const before = await dumpState(app.current.database);
    for (const token of [undefined, eve.token]) {
      const answer = await sessions({ identity, ...(token ? { token } : {}) });
      expect([answer.statusCode, answer.json().error]).toEqual([
        403,
        expect.stringMatching(/^(invalid_identity|identity_expired)$/),
      ]);
      expect(answer.json()).not.toHaveProperty('token');
    }
    expect(await dumpState(app.current.database)).toEqual(before);
  });

  it('a name, an address and an id of somebody else', async () => {
    const details = { name: 'Ada', email: 'ada@example.com', phone: '1', label: SUBJECT };
    const call = as(eve.token);
    await call('PATCH', `/conversations/${eveConversation()}/visitor`, details);
    await call('POST', '/messages', { id: randomUUID(), text: 'It is me, Ada', visitor: details });
    await sessions({
      token: eve.token,
      visitor: { subject: SUBJECT },
      visitor_id: 'x',
      subject: SUBJECT,
      identity_verified: true,
    });
    const list = (await call('GET', '/conversations')).json().items.map(({ id }: { id: string }) => id);
    expect(list).not.toContain(adaConversation);
    for (const id of list) expect(await row(id)).toMatchObject({ verified_as: null });
    const said = await app.current.database.db
      .selectFrom('messages')
      .select(['conversation_id', 'verified'])
      .where('author', '=', 'visitor')
      .execute();
    for (const { conversation_id: id, verified } of said) expect([id, verified]).toEqual([id, id === adaConversation]);
  });

  it('the conversation of somebody else', async () => {
    const before = await row(adaConversation);
    const call = as(eve.token);
    const answers = await Promise.all([
      call('POST', '/messages', { id: randomUUID(), text: 'Refund me', conversation_id: adaConversation }),
      call('GET', `/conversations/${adaConversation}/events`),
      call('PATCH', `/conversations/${adaConversation}/visitor`, { email: 'eve@example.com' }),
      call('PATCH', `/conversations/${adaConversation}/metadata`, { metadata: { plan: 'platinum' } }),
      call('POST', `/conversations/${adaConversation}/handoff`),
    ]);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([404, 404, 404, 404, 404]);
    expect((await call('DELETE', '/visitor')).json()).toEqual({ erased_conversations: 1 });
    expect(await row(adaConversation)).toEqual(before);
  });

  it('metadata: it is marked, and what was vouched for cannot be changed', async () => {
    expect(await row(adaConversation)).toMatchObject({ verified_as: SUBJECT });
    const set = (metadata: object) => ada('PATCH', `/conversations/${adaConversation}/metadata`, { metadata });
    await sessions({ identity: jwt(claims, secret) });
    expect(await row(adaConversation)).toMatchObject({ metadata: { plan: 'gold' }, unverified_keys: [] });
    for (const metadata of [{ plan: 'platinum' }, { plan: null }, { seats: 9, plan: 'platinum' }]) {
      expect((await set(metadata)).json().error).toBe('metadata_is_verified');
    }
    expect((await set({ seats: 9 })).statusCode).toBe(200);
    expect(await row(adaConversation)).toMatchObject({
      metadata: { plan: 'gold', seats: 9 },
      unverified_keys: ['seats'],
    });
    const begun = await as(eve.token)('POST', '/messages', {
      id: randomUUID(),
      text: 'Hello',
      start: { metadata: { plan: 'platinum', verified: true, unverified_keys: [] } },
    });
    expect((await row(begun.json().conversation_id)).unverified_keys?.toSorted()).toEqual([
      'plan',
      'unverified_keys',
      'verified',
    ]);
  });

  it('who the visitor is, where only known visitors may write', async () => {
    await setWidget(app.current, { identityRequired: true });
    const payload = { id: randomUUID(), text: 'Hello', visitor: { email: 'ada@example.com' }, verified: true };
    const answer = await as(eve.token)('POST', '/messages', payload);
    expect([answer.statusCode, answer.json().error]).toEqual([403, 'identity_required']);
    expect((await ada('POST', '/messages', { id: randomUUID(), text: 'Hello' })).statusCode).toBe(200);
  });
});
