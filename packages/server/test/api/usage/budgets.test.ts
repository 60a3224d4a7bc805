import { beforeEach, describe, expect, it } from 'vitest';
import { createAgent } from '../../../src/commands/create-agent.ts';
import type { Model } from '../../../src/domain/turn/turn-context.ts';
import { createCredentials } from '../../../src/identity/credentials.ts';
import { createMailSender } from '../../../src/jobs/send-mails.ts';
import { fakeSessions, inboxCall, type SignedIn, signIn, workspaceIdOf } from '../../support/fake-sessions.ts';
import { type Servers, testServers } from '../../support/servers.ts';
import { storeUsage } from '../../support/stored-usage.ts';

/** Takes a hundred tokens a turn. */
const says = (text: string, model: string): Model => ({
  async *respond() {
    const usage = { model, inputTokens: 90, outputTokens: 10, latencyMs: 0 };
    yield { type: 'draft', draft: { kind: 'smalltalk', text, evidence: [] }, usage };
  },
});
const sessions = fakeSessions();
const app = testServers({
  sessions,
  model: says('From the large model.', 'a/large'),
  economyModel: says('From the model in the house.', 'builtin'),
  retriever: { retrieve: async () => [] },
});
let owner: SignedIn;
beforeEach(async () => {
  const workspaceId = await workspaceIdOf(app.current, app.current.first.chatbot_id);
  owner = await signIn(app.current, sessions, { workspaceId, role: 'owner' });
});

type Rule = { chatbot_id?: string | null; unit?: string; limit?: number; at_limit?: string };
const rule = (fields: Rule) => ({ chatbot_id: null, unit: 'tokens', limit: 200, at_limit: 'builtin', ...fields });

const put = (budgets: readonly object[], more: object = {}, person = owner) =>
  inboxCall(app.current, person, {
    method: 'PUT',
    path: '/inbox/budgets',
    payload: { time_zone: 'Europe/Berlin', budgets, ...more },
  });
const get = (person = owner) => inboxCall(app.current, person, { method: 'GET', path: '/inbox/budgets' });

/** What a visitor hears of the agent, from one of the servers. */
async function ask(
  server = app.current.all[0],
  agent: { scenario_id: string; write_token: string } = app.current.first,
) {
  const answer = await server?.app.inject({
    method: 'POST',
    url: '/chat',
    headers: { authorization: `Bearer ${agent.write_token}` },
    payload: { scenario_id: agent.scenario_id, text: 'Hello there' },
  });
  if (answer?.statusCode !== 200) throw new Error(answer?.body);
  return answer.json().reply as string;
}
const LARGE = 'From the large model.';
const HOUSE = 'From the model in the house.';

const mails = async (): Promise<string[][]> => {
  const rows = await app.current.database.db
    .selectFrom('mail_outbox')
    .select(['recipient', 'subject'])
    .where('kind', '=', 'budget_alarm')
    .orderBy('id')
    .execute();
  return rows.map(({ recipient, subject }) => [recipient, subject]);
};
const owners = async (): Promise<string[]> => [
  app.current.first.owner_email,
  ...(await app.current.database.db.selectFrom('users').select('email').where('id', '=', owner.userId).execute()).map(
    ({ email }) => email,
  ),
];

async function addAgent({ database, parley }: Servers) {
  const deps = { ...parley.deps, database, credentials: createCredentials(parley.deps.tokens) };
  return createAgent(deps, { workspaceId: owner.workspaceId, settings: { name: 'Bob' } });
}

describe('at the limit of a budget', () => {
  it('the model in the house answers at once, and until then the other, with no question to the database', async () => {
    await put([rule({ limit: 200 })]);
    const asked = app.current.ran('usage-sum');
    expect([await ask(), await ask(), await ask(), await ask()]).toEqual([LARGE, LARGE, HOUSE, HOUSE]);
    expect(app.current.ran('usage-sum')).toBe(asked);
    expect((await get()).body.budgets).toEqual([
      { ...rule({ limit: 200 }), spent: 200, share: 1, state: 'reached', unpriced_models: [] },
    ]);
  });

  it('every node knows as soon as it has counted', async () => {
    const last = app.current.all.at(-1);
    await put([rule({ limit: 100 })]);
    await last?.deps.budgets.refresh();
    await ask();
    await last?.deps.budgets.refresh();
    expect(await ask(last)).toBe(HOUSE);
  });

  it('of one agent, the others go on', async () => {
    const bob = await addAgent(app.current);
    await put([rule({ chatbot_id: bob.chatbot_id, limit: 100 })]);
    expect([await ask(undefined, bob), await ask(undefined, bob), await ask()]).toEqual([LARGE, HOUSE, LARGE]);
  });

  it('nothing changes where only a warning is wanted', async () => {
    await put([rule({ limit: 100, at_limit: 'warn' })]);
    expect([await ask(), await ask()]).toEqual([LARGE, LARGE]);
  });

  it('a higher limit lets the other model answer again, from the next turn on', async () => {
    await put([rule({ limit: 100 })]);
    expect([await ask(), await ask()]).toEqual([LARGE, HOUSE]);
    await put([rule({ limit: 300 })]);
    expect(await ask()).toBe(LARGE);
    await put([]);
    expect([await ask(), await ask()]).toEqual([LARGE, LARGE]);
  });

  it('in money, what has a price counts, and what has none is named', async () => {
    await storeUsage(app.current, [{ at: new Date().toISOString(), model: 'a/unpriced', tokens: [5_000, 0] }]);
    await put([rule({ unit: 'cost', limit: 270 })]);
    expect(await ask()).toBe(LARGE);
    const prices = [{ model: 'a/large', input_micros: 1_000_000, output_micros: 4_500_000 }];
    await inboxCall(app.current, owner, { method: 'PUT', path: '/inbox/prices', payload: { currency: 'EUR', prices } });
    // 90 × 1 + 10 × 4.5 a turn.
    expect((await get()).body).toMatchObject({
      currency: 'EUR',
      budgets: [{ spent: 135, share: 0.5, state: 'ok', unpriced_models: ['a/unpriced'] }],
    });
    expect([await ask(), await ask()]).toEqual([LARGE, HOUSE]);
  });

  it('what was used before this month, or in another workspace, counts for nothing', async () => {
    const foreign = await app.current.addForeign();
    const now = new Date().toISOString();
    await storeUsage(app.current, [
      { at: new Date(Date.now() - 32 * 86_400_000).toISOString(), tokens: [900, 0] },
      { at: now, agentId: foreign.chatbot_id, tokens: [900, 0] },
      { at: now, tokens: [20, 0] },
    ]);
    await put([rule({ limit: 500 })]);
    expect((await get()).body.budgets[0].spent).toBe(20);
  });
});

describe('owners', () => {
  it('get a mail at 80 % and one at the limit, each once a month, whichever node counts', async () => {
    await put([rule({ limit: 500 })]);
    const count = async () => {
      for (const { deps } of app.current.all) await deps.budgets.refresh();
    };
    for (let turn = 0; turn < 3; turn += 1) await ask();
    await count();
    expect(await mails()).toEqual([]);
    await ask();
    await count();
    await count();
    const near = (await owners()).toSorted().map((email) => [email, 'A budget of Test is at 80 %']);
    expect((await mails()).toSorted()).toEqual(near);
    await ask();
    await count();
    await count();
    const reached = (await owners()).toSorted().map((email) => [email, 'A budget of Test is used up']);
    expect((await mails()).slice(near.length).toSorted()).toEqual(reached);
  });

  it('are told anew of a limit that was changed, and not of one that was saved again', async () => {
    await storeUsage(app.current, [{ at: new Date().toISOString(), tokens: [90, 0] }]);
    await put([rule({ limit: 100 })]);
    const told = (await mails()).length;
    expect(told).toBe((await owners()).length);
    await put([rule({ limit: 100, at_limit: 'warn' })]);
    expect(await mails()).toHaveLength(told);
    await put([rule({ limit: 110 })]);
    expect(await mails()).toHaveLength(2 * told);
  });

  it('wait for no mail server that takes its time: mails stand in the outbox, and a job hands them over', async () => {
    const { deps } = app.current.parley;
    const { mailer } = deps;
    const { promise: answered, resolve: answer } = Promise.withResolvers<{ type: 'sent' }>();
    let begun = 0;
    const slow = () => {
      begun += 1;
      return answered;
    };
    Object.assign(deps, { mailer: { sender: () => 'Parley <p@example.com>', send: slow } });
    const sender = createMailSender(deps);
    try {
      sender.start();
      await storeUsage(app.current, [{ at: new Date().toISOString(), tokens: [90, 0] }]);
      expect((await put([rule({ limit: 100 })])).status).toBe(200);
      expect(await mails()).toHaveLength((await owners()).length);
      await expect.poll(() => begun, { timeout: 5_000 }).toBeGreaterThan(0);
      expect((await put([rule({ limit: 110 })])).status).toBe(200);
      expect(await mails()).toHaveLength(2 * (await owners()).length);
    } finally {
      answer({ type: 'sent' });
      await sender.stop();
      Object.assign(deps, { mailer });
    }
  });

  it('read what it is about, and what happens', async () => {
    const bob = await addAgent(app.current);
    await storeUsage(app.current, [{ at: new Date().toISOString(), agentId: bob.chatbot_id, tokens: [1_234, 0] }]);
    await put([rule({ chatbot_id: bob.chatbot_id, limit: 1_000 })]);
    const { text, html } = await app.current.database.db
      .selectFrom('mail_outbox')
      .select(['text', 'html'])
      .executeTakeFirstOrThrow();
    expect(text).toContain(
      'The monthly budget of «Bob» in the workspace «Test» is at 123 %: 1,234 tokens of 1,000 tokens.',
    );
    expect(text).toMatch(/Until the end of \d{4}-\d\d-\d\d the built-in model answers/);
    expect(html).toContain(`/inbox/${owner.workspaceId}/usage`);
  });
});

describe('budgets', () => {
  it('belong to owners and admins, are shown to managers, and to nobody else', async () => {
    await put([rule({})]);
    for (const [role, mayRead, mayWrite] of [
      ['admin', 200, 200],
      ['manager', 200, 403],
      ['agent', 403, 403],
      ['member', 403, 403],
    ] as const) {
      const person = await signIn(app.current, sessions, { workspaceId: owner.workspaceId, role });
      expect([role, (await get(person)).status, (await put([rule({})], {}, person)).status]).toEqual([
        role,
        mayRead,
        mayWrite,
      ]);
    }
  });

  it('of another workspace are out of reach', async () => {
    await put([rule({})]);
    const foreign = await app.current.addForeign();
    const workspaceId = await workspaceIdOf(app.current, foreign.chatbot_id);
    const stranger = await signIn(app.current, sessions, { workspaceId, role: 'owner' });
    expect((await get(stranger)).body.budgets).toEqual([]);
    expect((await get({ ...stranger, workspaceId: owner.workspaceId })).status).toBe(404);
    const { status, body } = await put([rule({ chatbot_id: app.current.first.chatbot_id })], {}, stranger);
    expect([status, body.message]).toEqual([400, 'budgets.0.chatbot_id must be a chatbot of the workspace.']);
  });

  it('tell the month that is counted, in their time zone', async () => {
    const { body } = await put([], { time_zone: 'Pacific/Kiritimati' });
    const now = new Date().toLocaleDateString('sv-SE', { timeZone: 'Pacific/Kiritimati' });
    expect([body.time_zone, body.month.from]).toEqual(['Pacific/Kiritimati', `${now.slice(0, 7)}-01`]);
    expect(body.updated_at).not.toBeNull();
  });

  it.each([
    ['a limit of nothing', [rule({ limit: 0 })], {}, 'budgets.0.limit must be at least 1'],
    ['a fraction', [rule({ limit: 1.5 })], {}, 'budgets.0.limit'],
    ['another unit', [rule({ unit: 'hours' })], {}, 'budgets.0.unit must be one of: tokens, cost'],
    ['another action', [rule({ at_limit: 'stop' })], {}, 'budgets.0.at_limit must be one of: warn, builtin'],
    ['two of the workspace', [rule({}), rule({})], {}, 'budgets.1.chatbot_id has a budget already'],
    ['no chatbot of ours', [rule({ chatbot_id: 'ada' })], {}, 'budgets.0.chatbot_id must be a chatbot'],
    ['another time zone', [], { time_zone: 'Mars/Olympus' }, 'time_zone must be the IANA name'],
    ['an unknown field', [{ ...rule({}), spent: 5 }], {}, 'budgets.0.spent cannot be set'],
  ])('refuse %s and change nothing', async (_, budgets, more, message) => {
    await put([rule({ limit: 7 })]);
    const { status, body } = await put(budgets, more);
    expect([status, body.message]).toEqual([400, expect.stringContaining(message)]);
    expect((await get()).body.budgets).toMatchObject([{ limit: 7 }]);
  });
});
