import { randomUUID } from 'node:crypto';
import type { Visitor } from '@parley/protocol/api';
import { describe, expect, it } from 'vitest';
import { testApp } from '../../support/app.ts';
import { identitySecret, inMinutes, jwt } from '../../support/identity.ts';
import { setWidget } from '../../support/widget-settings.ts';

let now = () => new Date();
const app = testApp({ clock: { now: () => now(), monotonicMs: () => performance.now() } });
const DAY_MS = 24 * 3_600_000;

const start = (body: object) => {
  const payload = { scenario_id: app.current.first.scenario_id, ...body };
  return app.current.parley.app.inject({ method: 'POST', url: '/widget/sessions', payload });
};

async function started(body: object = {}) {
  const answer = await start(body);
  expect(answer.statusCode, answer.body).toBe(200);
  const session: { token: string; expires_at: string; visitor: Visitor } = answer.json();
  return { ...session, ...as(session.token) };
}

function as(token: string) {
  const call = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, payload?: object) =>
    app.current.parley.app.inject({
      method,
      url: `/widget${path}`,
      headers: { authorization: `Bearer ${token}` },
      ...(payload ? { payload } : {}),
    });
  const say = async (text: string, more: object = {}): Promise<string> => {
    const answer = await call('POST', '/messages', { id: randomUUID(), text, ...more });
    expect(answer.statusCode, answer.body).toBe(200);
    return answer.json().conversation_id;
  };
  const list = async (): Promise<string[]> =>
    (await call('GET', '/conversations')).json().items.map(({ id }: { id: string }) => id);
  return { call, say, list };
}

const secretOf = () => identitySecret(app.current, app.current.first.write_token);
const ofDatabase = (id: string) =>
  app.current.database.db.selectFrom('conversations').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

describe('the session of a visitor', () => {
  it('begins with a new visitor, for a year, and stores nothing', async () => {
    const { visitor, expires_at } = await started();
    expect(visitor).toMatchObject({ is_verified: false, subject: null, name: null, email: null, phone: null });
    expect(Date.parse(expires_at) - Date.now()).toBeGreaterThan(364 * DAY_MS);
    expect((await started()).visitor.id).not.toBe(visitor.id);
  });

  it('is renewed by its token, for the same visitor', async () => {
    const first = await started();
    const again = await started({ token: first.token });
    expect(again.visitor.id).toBe(first.visitor.id);
    const id = await first.say('Hello');
    expect(await again.list()).toEqual([id]);
  });

  it.each(['nonsense', ''])('begins anew with a token that is none: %j', async (token) => {
    expect((await started({ token })).visitor.is_verified).toBe(false);
  });

  it('is not found for an agent that is not there', async () => {
    const answer = await start({ scenario_id: 'nobody0000' });
    expect([answer.statusCode, answer.json().error]).toEqual([404, 'not_found']);
  });
});

describe('the session of a visitor whom the site vouches for', () => {
  const claims = (more: object = {}) => ({ sub: 'user-17', exp: inMinutes(5), ...more });

  it('is of the person that was signed, the same one everywhere', async () => {
    const secret = await secretOf();
    const identity = jwt(claims({ name: 'Ada', email: 'ada@example.com', phone: '+48 1' }), secret);
    const { visitor, expires_at } = await started({ identity });
    expect(visitor).toMatchObject({ is_verified: true, subject: 'user-17', name: 'Ada', email: 'ada@example.com' });
    expect(Date.parse(expires_at) - Date.now()).toBeLessThanOrEqual(DAY_MS);
    expect((await started({ identity: jwt(claims(), secret) })).visitor.id).toBe(visitor.id);
    expect((await started({ identity: jwt(claims({ sub: 'user-18' }), secret) })).visitor.id).not.toBe(visitor.id);
  });

  it('is not prolonged by its own token, and is over after a day', async () => {
    const { token, expires_at } = await started({ identity: jwt(claims(), await secretOf()) });
    const again = await started({ token });
    expect([again.expires_at, again.visitor.is_verified]).toEqual([expires_at, true]);
    now = () => new Date(Date.now() + DAY_MS + 1_000);
    try {
      expect((await started({ token })).visitor.is_verified).toBe(false);
      const answer = await again.call('GET', '/conversations');
      expect([answer.statusCode, answer.json().error]).toEqual([401, 'invalid_session']);
    } finally {
      now = () => new Date();
    }
  });

  it('has what the visitor said before, on every device, with what the site says of them', async () => {
    const secret = await secretOf();
    const unknown = await started();
    const id = await unknown.say('Where is my parcel?', { visitor: { name: 'Somebody', email: 'x@example.com' } });
    const identity = jwt(claims({ name: 'Ada', metadata: { plan: 'gold' } }), secret);
    const known = await started({ token: unknown.token, identity });
    expect(await known.list()).toEqual([id]);
    expect(await unknown.list()).toEqual([]);
    expect(await (await started({ identity })).list()).toEqual([id]);
    expect(await ofDatabase(id)).toMatchObject({
      verified_as: 'user-17',
      visitor_name: 'Ada',
      visitor_email: 'x@example.com',
      metadata: { plan: 'gold' },
      unverified_keys: [],
    });
    const { data } = await app.current.database.db
      .selectFrom('events')
      .select('data')
      .where('conversation_id', '=', id)
      .where('type', '=', 'conversation.updated')
      .executeTakeFirstOrThrow();
    expect(data).toMatchObject({ verifiedAs: { from: null, to: 'user-17' }, by: { type: 'visitor' } });
    const messages = () =>
      app.current.database.db.selectFrom('messages').select('verified').where('author', '=', 'visitor').execute();
    await known.say('It is me', { conversation_id: id });
    expect((await messages()).map(({ verified }) => verified)).toEqual([false, true]);
  });

  it('takes nothing over from another person of the same browser', async () => {
    const secret = await secretOf();
    const first = await started({ identity: jwt(claims(), secret) });
    const id = await first.say('Hello');
    const second = await started({ token: first.token, identity: jwt(claims({ sub: 'user-18' }), secret) });
    expect(await second.list()).toEqual([]);
    expect(await first.list()).toEqual([id]);
  });

  it('is refused, and changes nothing, where the agent does not take what is signed', async () => {
    const secret = await secretOf();
    const set = await app.current.parley.app.inject({
      method: 'PUT',
      url: '/v1/api/metadata_schema',
      headers: { authorization: `Bearer ${app.current.first.write_token}` },
      payload: { schema: { type: 'object', properties: { plan: { enum: ['gold'] } } } },
    });
    expect(set.statusCode, set.body).toBe(200);
    const unknown = await started();
    const id = await unknown.say('Hello');
    const identity = jwt(claims({ metadata: { plan: 'tin' } }), secret);
    const answer = await start({ token: unknown.token, identity });
    expect([answer.statusCode, answer.json().error]).toEqual([400, 'invalid_payload']);
    expect(answer.json().details.fieldErrors).toHaveProperty(['metadata.plan']);
    expect(await unknown.list()).toEqual([id]);
  });
});

describe('an identity', () => {
  const refused = async (identity: string) => {
    const answer = await start({ identity });
    return [answer.statusCode, answer.json().error, answer.json().message];
  };

  it.each([
    ['an old one', { sub: 'a', exp: inMinutes(-2) }, 'identity_expired', /"exp"/],
    ['one without an end', { sub: 'a' }, 'invalid_identity', /"exp" is missing/],
    ['one of nobody', { exp: inMinutes(5) }, 'invalid_identity', /"sub" is missing/],
    ['one of an empty name', { sub: '', exp: inMinutes(5) }, 'invalid_identity', /"sub"/],
    ['one of a number', { sub: 7, exp: inMinutes(5) }, 'invalid_identity', /"sub"/],
    ['one of too long a name', { sub: 'x'.repeat(201), exp: inMinutes(5) }, 'invalid_identity', /"sub"/],
    ['one for another', { sub: 'a', exp: inMinutes(5), aud: 'another' }, 'invalid_identity', /"aud" must be/],
    ['one of tomorrow', { sub: 'a', exp: inMinutes(99), nbf: inMinutes(60) }, 'invalid_identity', /"nbf"/],
    ['one with a list', { sub: 'a', exp: inMinutes(5), metadata: [1] }, 'invalid_identity', /"metadata"/],
    [
      'one that says much',
      { sub: 'a', exp: inMinutes(5), metadata: { a: 'x'.repeat(3_000) } },
      'invalid_identity',
      /2048/,
    ],
    ['one with NUL', { sub: 'a\u0000', exp: inMinutes(5) }, 'invalid_identity', /"sub"/],
    ['one with an end that is none', { sub: 'a', exp: 'soon' }, 'invalid_identity', /"exp"/],
  ])('that is %s is refused with the reason', async (_name, claims, error, why) => {
    expect(await refused(jwt(claims, await secretOf()))).toEqual([403, error, expect.stringMatching(why)]);
  });

  it('may be meant for the agent by its scenario_id', async () => {
    const aud = ['another', app.current.first.scenario_id];
    const identity = jwt({ sub: 'a', exp: inMinutes(5), aud }, await secretOf());
    expect((await started({ identity })).visitor.subject).toBe('a');
  });

  it('needs a secret, of which two hold for a day after a rotation and never three', async () => {
    const signed = (secret: string) => jwt({ sub: 'a', exp: inMinutes(60 * 48) }, secret);
    expect(await refused(signed('any'))).toEqual([
      403,
      'invalid_identity',
      expect.stringMatching(/no identity secret/),
    ]);
    const [first, second] = [await secretOf(), await secretOf()];
    expect(first).toMatch(/^pid_[\w-]{43}$/);
    await started({ identity: signed(first) });
    await started({ identity: signed(second) });
    const third = await secretOf();
    expect((await refused(signed(first)))[1]).toBe('invalid_identity');
    await started({ identity: signed(second) });
    now = () => new Date(Date.now() + DAY_MS + 1_000);
    try {
      expect((await refused(signed(second)))[2]).toMatch(/signature/);
      await started({ identity: signed(third) });
    } finally {
      now = () => new Date();
    }
    const stored = JSON.stringify(await app.current.database.db.selectFrom('identity_secrets').selectAll().execute());
    for (const secret of [first, second, third]) expect(stored).not.toContain(secret);
  });
});

describe('where only known visitors may write', () => {
  it('the others are refused, and read the reason', async () => {
    const secret = await secretOf();
    await setWidget(app.current, { identityRequired: true });
    const unknown = await started();
    const answer = await unknown.call('POST', '/messages', { id: randomUUID(), text: 'Hello' });
    expect([answer.statusCode, answer.json().error]).toEqual([403, 'identity_required']);
    const known = await started({ token: unknown.token, identity: jwt({ sub: 'a', exp: inMinutes(5) }, secret) });
    await known.say('Hello');
  });
});

describe('what a browser says during a conversation', () => {
  it('of the visitor is kept, but for what the site vouches for', async () => {
    const identity = jwt({ sub: 'a', exp: inMinutes(5), email: 'ada@example.com' }, await secretOf());
    const ada = await started({ identity });
    const id = await ada.say('Hello');
    const details = { name: 'Ada', email: 'other@example.com', label: null };
    expect((await ada.call('PATCH', `/conversations/${id}/visitor`, details)).json()).toEqual({ is_done: true });
    expect(await ofDatabase(id)).toMatchObject({ visitor_name: 'Ada', visitor_email: 'ada@example.com' });
    await ada.call('PATCH', `/conversations/${id}/visitor`, details);
    const events = await app.current.database.db.selectFrom('events').select('type').execute();
    expect(events.filter(({ type }) => type === 'conversation.updated')).toHaveLength(1);
  });

  it('as metadata is marked as unverified, until the API says it', async () => {
    const ada = await started();
    const id = await ada.say('Hello');
    const set = (metadata: object) => ada.call('PATCH', `/conversations/${id}/metadata`, { metadata });
    expect((await set({ page: 'cart', plan: 'gold' })).json()).toEqual({ is_done: true });
    expect(await ofDatabase(id)).toMatchObject({ unverified_keys: ['page', 'plan'] });
    const headers = { authorization: `Bearer ${app.current.first.write_token}` };
    const url = `/v1/api_core/conversations/${id}/metadata`;
    const payload = { metadata: { plan: 'free' } };
    expect((await app.current.parley.app.inject({ method: 'POST', url, headers, payload })).statusCode).toBe(200);
    expect(await ofDatabase(id)).toMatchObject({ unverified_keys: ['page'], metadata: { page: 'cart', plan: 'free' } });
    for (const metadata of [{ plan: 'gold' }, { page: 'home', plan: null }]) {
      const answer = await set(metadata);
      expect([answer.statusCode, answer.json().error]).toEqual([409, 'metadata_is_verified']);
      expect(answer.json().message).toContain('plan');
    }
    expect((await ofDatabase(id)).metadata).toEqual({ page: 'cart', plan: 'free' });
  });

  it.each(['visitor', 'metadata'])('of another visitor is not found: %s', async (path) => {
    const [ada, eve] = [await started(), await started()];
    const id = await ada.say('Hello');
    for (const of of [id, randomUUID(), 'nonsense']) {
      const answer = await eve.call('PATCH', `/conversations/${of}/${path}`, { name: 'Eve', metadata: { plan: 'x' } });
      expect([of, answer.statusCode, answer.json().error]).toEqual([of, 404, 'not_found']);
    }
    expect(await ofDatabase(id)).toMatchObject({ visitor_name: null, metadata: {}, unverified_keys: [] });
  });
});
