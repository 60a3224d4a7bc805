import type { UsageNumbers } from '@parley/protocol/api';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { createAgent } from '../../../src/commands/create-agent.ts';
import { createCredentials } from '../../../src/identity/credentials.ts';
import { testApp } from '../../support/app.ts';
import { fakeSessions, inboxCall, type SignedIn, signIn, workspaceIdOf } from '../../support/fake-sessions.ts';
import { storeUsage } from '../../support/stored-usage.ts';

const sessions = fakeSessions();
const app = testApp({ sessions });
let owner: SignedIn;
let ada: string;
let bob: string;

beforeEach(async () => {
  const { first, parley } = app.current;
  ada = first.chatbot_id;
  const workspaceId = await workspaceIdOf(app.current, ada);
  owner = await signIn(app.current, sessions, { workspaceId, role: 'owner' });
  const deps = { ...parley.deps, credentials: createCredentials(parley.deps.tokens) };
  bob = (await createAgent(deps, { workspaceId, settings: { name: 'Bob' } })).chatbot_id;
});

const usage = (query: string, person = owner) =>
  inboxCall(app.current, person, { method: 'GET', path: `/inbox/usage${query}` });

const setPrices = (person = owner) =>
  inboxCall(app.current, person, {
    method: 'PUT',
    path: '/inbox/prices',
    payload: { currency: 'EUR', prices: [{ model: 'a/large', input_micros: 2_000_000, output_micros: 8_000_000 }] },
  });

/** The night in which clocks in Berlin are put forward, and the one in which they are put back. */
const SPRING = [
  { at: '2026-03-28T22:59:59Z', tokens: [1, 1], latencyMs: 10 },
  { at: '2026-03-28T23:00:00Z', tokens: [100, 10], latencyMs: 20 },
  { at: '2026-03-29T12:00:00Z', tokens: [200, 20], latencyMs: 40, outcome: 'unknown' },
  { at: '2026-03-29T21:59:59Z', tokens: [300, 30], latencyMs: 90, model: 'builtin' },
  { at: '2026-03-29T22:00:00Z', tokens: [7, 7], latencyMs: 10 },
] as const;

describe('usage by day', () => {
  it('cuts days where they begin in the time zone, also when one has 23 hours', async () => {
    await storeUsage(app.current, SPRING);
    const { status, body } = await usage('?from=2026-03-28&to=2026-03-30&time_zone=Europe/Berlin');
    expect(status).toBe(200);
    const byDay = body.by_day.map((each: UsageNumbers & { day: string }) => [
      each.day,
      each.turns,
      each.input_tokens,
      each.output_tokens,
      each.latency_ms,
      each.outcomes,
    ]);
    expect(byDay).toEqual([
      ['2026-03-28', 1, 1, 1, 10, { answer: 1 }],
      ['2026-03-29', 3, 600, 60, 40, { answer: 2, unknown: 1 }],
      ['2026-03-30', 1, 7, 7, 10, { answer: 1 }],
    ]);
    const utc = (await usage('?from=2026-03-28&to=2026-03-30')).body;
    expect(utc.by_day.map(({ turns }: UsageNumbers) => turns)).toEqual([2, 3, 0]);
    expect(utc.totals).toMatchObject({ turns: 5, latency_ms: 20 });
  });

  it('tells agents and models apart, each with its own median, and of another time nothing', async () => {
    await storeUsage(app.current, [...SPRING, { at: '2026-03-29T10:00:00Z', agentId: bob, latencyMs: 700 }]);
    await storeUsage(app.current, [{ at: '2026-04-02T10:00:00Z' }, { at: '2025-03-29T10:00:00Z' }]);
    const { body } = await usage('?from=2026-03-29&to=2026-03-29&time_zone=Europe/Berlin');
    expect(body.by_chatbot).toMatchObject([
      { chatbot_id: ada, turns: 3, input_tokens: 600, latency_ms: 40 },
      { chatbot_id: bob, turns: 1, input_tokens: 100, latency_ms: 700 },
    ]);
    expect(body.by_model).toMatchObject([
      { model: 'a/large', turns: 3, input_tokens: 400, latency_ms: 40 },
      { model: 'builtin', turns: 1, input_tokens: 300, latency_ms: 90 },
    ]);
    expect(body.rows).toHaveLength(3);
    const one = (await usage(`?from=2026-03-29&to=2026-03-29&time_zone=Europe/Berlin&chatbot_id=${bob}`)).body;
    expect(one.totals).toMatchObject({ turns: 1, latency_ms: 700 });
  });

  it('is of the last thirty days unless told, today included', async () => {
    const now = Date.now();
    const daysAgo = (days: number) => new Date(now - days * 86_400_000).toISOString();
    await storeUsage(app.current, [{ at: daysAgo(0) }, { at: daysAgo(29) }, { at: daysAgo(30) }]);
    const { body } = await usage('');
    expect(body.by_day).toHaveLength(30);
    expect([body.to, body.totals.turns]).toEqual([new Date().toISOString().slice(0, 10), 2]);
  });

  it('adds up: whatever was used, days, agents, models and rows come to the total', async () => {
    await setPrices();
    const turn = fc.record({
      at: fc.date({ min: new Date('2026-10-20'), max: new Date('2026-10-30'), noInvalidDate: true }),
      agent: fc.boolean(),
      model: fc.constantFrom('a/large', 'builtin'),
      outcome: fc.constantFrom('answer', 'unknown', 'smalltalk'),
      tokens: fc.tuple(fc.nat(5_000), fc.nat(5_000)),
    });
    const [drawn = []] = fc.sample(fc.array(turn, { minLength: 60, maxLength: 60 }), 1);
    await storeUsage(
      app.current,
      drawn.map(({ agent, at, ...rest }) => ({ ...rest, at: at.toISOString(), agentId: agent ? ada : bob })),
    );
    for (const zone of ['UTC', 'Europe/Berlin', 'Asia/Kathmandu', 'Pacific/Pago_Pago']) {
      const { body } = await usage(`?from=2026-10-19&to=2026-10-31&time_zone=${zone}`);
      expect(body.totals.turns).toBe(60);
      for (const parts of [body.by_day, body.by_chatbot, body.by_model, body.rows] as UsageNumbers[][]) {
        for (const name of ['turns', 'input_tokens', 'output_tokens', 'cost_micros'] as const) {
          expect(parts.reduce((sum, part) => sum + (part[name] ?? Number.NaN), 0)).toBe(body.totals[name]);
        }
      }
    }
  });
});

describe('cost', () => {
  it('is what tokens cost at the prices of the workspace, and nothing for the model in the house', async () => {
    await storeUsage(app.current, SPRING);
    await setPrices();
    const { body } = await usage('?from=2026-03-28&to=2026-03-30');
    expect(body.currency).toBe('EUR');
    expect(body.unpriced_models).toEqual([]);
    expect(body.totals.cost_micros).toBe((1 + 100 + 200 + 7) * 2 + (1 + 10 + 20 + 7) * 8);
    expect(body.by_model).toMatchObject([
      { model: 'a/large', cost_micros: 920 },
      { model: 'builtin', cost_micros: 0 },
    ]);
  });

  it('is not known where a model has no price, and says which', async () => {
    await storeUsage(app.current, [...SPRING, { at: '2026-03-29T10:00:00Z', model: 'a/small' }]);
    await setPrices();
    const { body } = await usage('?from=2026-03-28&to=2026-03-30');
    expect(body.unpriced_models).toEqual(['a/small']);
    expect(body.totals.cost_micros).toBeNull();
    expect(body.by_day.map(({ cost_micros }: UsageNumbers) => cost_micros)).toEqual([290, null, 0]);
  });

  it('is in no other workspace, and for nobody who does not answer for it', async () => {
    await storeUsage(app.current, SPRING);
    const foreign = await app.current.addForeign();
    const stranger = await signIn(app.current, sessions, {
      workspaceId: await workspaceIdOf(app.current, foreign.chatbot_id),
      role: 'owner',
    });
    const theirs = await usage(`?from=2026-03-28&to=2026-03-30&chatbot_id=${ada}`, stranger);
    expect([theirs.status, theirs.body.totals.turns, theirs.body.rows]).toEqual([200, 0, []]);
    expect((await usage('', { ...stranger, workspaceId: owner.workspaceId })).status).toBe(404);
    for (const [role, status] of [
      ['manager', 200],
      ['agent', 403],
      ['member', 403],
    ] as const) {
      const person = await signIn(app.current, sessions, { workspaceId: owner.workspaceId, role });
      expect([role, (await usage('', person)).status]).toEqual([role, status]);
      expect([role, (await setPrices(person)).status]).toEqual([role, 403]);
    }
  });
});

describe('a bad question', () => {
  it.each([
    ['from=2026-02-30', 'from must be a day'],
    ['from=yesterday', 'from must be a day'],
    ['from=2026-03-02&to=2026-03-01', 'to must not be before from'],
    ['from=2024-01-01&to=2026-01-01', 'to must be at most 366 days from from'],
    ['from=2019-01-01', 'from must be at most 366 days before to'],
    ['from=2999-01-01', 'from must not be after to, or today'],
    ['to=9999-12-31', 'to must not be after 2999-12-31'],
    ['time_zone=Mars/Olympus', 'time_zone must be the IANA name'],
    ['time_zone=%2B02:00', 'time_zone must be the IANA name'],
    ['chatbot_id=ada', 'chatbot_id must be a UUID'],
  ])('is refused with what is wrong: %s', async (query, message) => {
    const { status, body } = await usage(`?${query}`);
    expect(status).toBe(400);
    expect(body.message).toContain(message);
  });
});

describe('prices', () => {
  const put = (payload: object) => inboxCall(app.current, owner, { method: 'PUT', path: '/inbox/prices', payload });
  const price = (model: string, input = 1, output = 1) => ({ model, input_micros: input, output_micros: output });

  it('are replaced as a whole, and tell which models have none', async () => {
    await storeUsage(app.current, [{ at: new Date().toISOString(), model: 'a/small' }, { at: '2020-01-01T00:00:00Z' }]);
    const before = await inboxCall(app.current, owner, { method: 'GET', path: '/inbox/prices' });
    expect(before.body).toMatchObject({ currency: null, prices: [], unpriced_models: ['a/small'], updated_at: null });
    await put({ currency: 'EUR', prices: [price('a/large'), price('b/other')] });
    const { status, body } = await put({ currency: 'PLN', prices: [price('a/small', 0, 5)] });
    expect([status, body.currency, body.prices]).toEqual([200, 'PLN', [price('a/small', 0, 5)]]);
    expect(body.unpriced_models).toEqual([]);
    const audit = await app.current.database.db.selectFrom('audit_log').select('action').execute();
    expect(audit.filter(({ action }) => action === 'prices.set')).toHaveLength(2);
  });

  it.each([
    ['a currency of one letter', { currency: 'E', prices: [] }, 'currency must be an ISO 4217 code'],
    ['a fraction', { currency: 'EUR', prices: [price('a/b', 0.5)] }, 'prices.0.input_micros'],
    ['less than nothing', { currency: 'EUR', prices: [price('a/b', 1, -1)] }, 'prices.0.output_micros'],
    ['the model that is free', { currency: 'EUR', prices: [price('builtin')] }, 'prices.0.model costs nothing'],
    ['a model twice', { currency: 'EUR', prices: [price('a/b'), price('a/b')] }, 'prices.1.model has a price already'],
    ['an unknown field', { currency: 'EUR', prices: [], tax: 19 }, 'tax cannot be set'],
  ])('refuse %s and change nothing', async (_, payload, message) => {
    const { status, body } = await put(payload);
    expect([status, body.message]).toEqual([400, expect.stringContaining(message)]);
    expect(await app.current.database.db.selectFrom('usage_settings').selectAll().execute()).toEqual([]);
  });
});
