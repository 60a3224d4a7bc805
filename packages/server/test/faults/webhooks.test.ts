import type { ServerResponse } from 'node:http';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { attemptDelivery } from '../../src/commands/attempt-delivery.ts';
import { fanOutWebhooks } from '../../src/commands/fan-out-webhooks.ts';
import { saveAttempts } from '../../src/commands/save-attempts.ts';
import type { Conversation } from '../../src/domain/conversation/conversation.ts';
import { createWebhooks } from '../../src/jobs/follow-webhooks.ts';
import { createGuardedClient } from '../../src/runtime/guarded-client.ts';
import { postgresOrReason } from '../support/database.ts';
import { testServers } from '../support/servers.ts';
import { appendVisitorMessage, storeConversation } from '../support/stored-conversation.ts';
import { startReceiver } from '../support/webhook-receiver.ts';
import { addEndpoint, attemptDue, claimDue, fanOutAll } from '../support/webhooks.ts';
import { workspaceApi } from '../support/workspace-api.ts';

const clock = { aheadMs: 0, now: () => new Date(Date.now() + clock.aheadMs), monotonicMs: () => performance.now() };
const receiver = await startReceiver(() => clock.now().getTime());
const outside = createGuardedClient({ allowPrivateUrls: [receiver.origin] });
const servers = testServers({ outside, clock });
const call = workspaceApi(servers);
const deps = () => servers.current.parley.deps;
const idsAt = (path: string) => receiver.received(path).map(({ headers }) => String(headers['webhook-id']));
const held: ServerResponse[] = [];
const hold = (response: ServerResponse) => void held.push(response);
const letGo = () => {
  for (const response of held.splice(0)) response.writeHead(200).end();
};

const DROP = 'drop trigger refuse on log_cursors; drop function refuse';

const running: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  letGo();
  await Promise.all(running.splice(0).map((each) => each.stop()));
});

/** Lets every server send by itself from now on. */
function runAll() {
  const started = servers.current.all.map((parley) => createWebhooks(parley.deps));
  running.push(...started);
  for (const webhooks of started) webhooks.start();
  return () => {
    for (const webhooks of started) webhooks.wake();
  };
}

describe('deliveries of several servers', () => {
  it('come once each, whoever reads the log and whoever sends', async () => {
    await addEndpoint(call, receiver, '/a', ['message.created']);
    await addEndpoint(call, receiver, '/b', ['message.created']);
    const wake = runAll();
    const write = async (number: number) => {
      await storeConversation(servers.current, { text: `${number}` });
      wake();
    };
    await Promise.all(Array.from({ length: 40 }, (_, number) => write(number)));
    for (const path of ['/a', '/b']) {
      await expect.poll(() => new Set(idsAt(path)).size, { timeout: 20_000 }).toBe(40);
      expect(idsAt(path)).toHaveLength(40);
    }
    await expect.poll(waiting, { timeout: 10_000 }).toBe(0);
  });

  it('of one slow endpoint delay those of no other', async () => {
    await addEndpoint(call, receiver, '/slow', ['message.created']);
    await addEndpoint(call, receiver, '/fast', ['message.created']);
    receiver.answers('/slow', hold);
    const wake = runAll();
    for (let number = 0; number < 30; number += 1) await storeConversation(servers.current, { text: `${number}` });
    wake();
    await expect.poll(() => idsAt('/fast').length, { timeout: 20_000 }).toBe(30);
    // So many lanes has an endpoint in each server.
    await expect.poll(() => idsAt('/slow').length, { timeout: 10_000 }).toBe(4 * servers.current.all.length);
    receiver.answers('/slow', (response) => response.end());
    letGo();
    await expect.poll(() => new Set(idsAt('/slow')).size, { timeout: 20_000 }).toBe(30);
  });

  it('of a server that dies are sent by another when its claim ends', async () => {
    await addEndpoint(call, receiver, '/a', ['message.created']);
    await storeConversation(servers.current, {});
    await fanOutAll(deps());
    const [claimed] = await claimDue(deps());
    expect([claimed?.attempts, await claimDue(deps())]).toEqual([0, []]);
    clock.aheadMs += 91_000;
    await attemptDue(deps());
    expect(idsAt('/a')).toEqual([claimed?.id]);
    // The dead one comes back and tells of an attempt that is not its own any more.
    if (!claimed) throw new Error('nothing was claimed');
    const attempt = { ...(await attemptDelivery(deps(), claimed)), outcome: 'timeout' };
    await saveAttempts(deps(), [{ delivery: claimed, attempt }]);
    const rows = await deps().database.db.selectFrom('webhook_deliveries').select(['state', 'attempts']).execute();
    expect(rows).toEqual([{ state: 'delivered', attempts: 1 }]);
  });
});

describe('the way from the log to deliveries', () => {
  it('is gone whole or not at all: what was cut off is made once, later', async () => {
    await addEndpoint(call, receiver, '/a', ['message.created']);
    await storeConversation(servers.current, {});
    const { database } = servers.current;
    await database.executeSql(
      `create function refuse() returns trigger language plpgsql as $$ begin raise 'cut off'; end $$;
       create trigger refuse before update on log_cursors for each row execute function refuse()`,
    );
    const refused = fanOutAll(deps());
    await expect(refused.finally(() => database.executeSql(DROP))).rejects.toThrow('cut off');
    expect(await waiting()).toBe(0);
    expect([await fanOutAll(deps()), await fanOutAll(deps()), await waiting()]).toEqual([1, 0, 1]);
  });

  it('keeps the place of an endpoint that is paused while it is being caught up with', async () => {
    await addEndpoint(call, receiver, '/a', ['message.created']);
    const { id } = await addEndpoint(call, receiver, '/b', ['message.created']);
    await call('PATCH', `/webhooks/${id}`, { is_active: false });
    await storeConversation(servers.current, { text: 'one' });
    await fanOutAll(deps());
    await call('PATCH', `/webhooks/${id}`, { is_active: true });
    const { database } = deps();
    let transactions = 0;
    const transaction: typeof database.transaction = async (work) => {
      transactions += 1;
      // After those that lag were listed, and before the first of them is read for.
      if (transactions === 2) await call('PATCH', `/webhooks/${id}`, { is_active: false });
      return database.transaction(work);
    };
    await fanOutWebhooks({ ...deps(), database: { ...database, transaction } }, { maxEvents: 100 });
    expect([transactions, await deliveredTo(id)]).toEqual([2, { all: 0, different: 0 }]);
    await storeConversation(servers.current, { text: 'two' });
    await fanOutAll(deps());
    await call('PATCH', `/webhooks/${id}`, { is_active: true });
    await fanOutAll(deps());
    await fanOutAll(deps());
    expect(await deliveredTo(id)).toEqual({ all: 2, different: 2 });
  });

  it('keeps for an endpoint that is added paused what happens until it goes on', async () => {
    await addEndpoint(call, receiver, '/a', ['message.created']);
    await storeConversation(servers.current, { text: 'before' });
    const url = `${receiver.origin}/b`;
    const { body } = await call('POST', '/webhooks', { url, events: ['message.created'], is_active: false });
    await storeConversation(servers.current, { text: 'meanwhile' });
    await fanOutAll(deps());
    await call('PATCH', `/webhooks/${body.id}`, { is_active: true });
    await fanOutAll(deps());
    await fanOutAll(deps());
    expect(await deliveredTo(body.id)).toEqual({ all: 1, different: 1 });
  });

  it('makes each event one delivery for each endpoint that asks for it, however it is read while others write', async () => {
    const step = fc.record({
      writes: fc.integer({ min: 1, max: 4 }),
      reads: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 }),
      pauses: fc.constantFrom('none', 'pause', 'resume'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), async (steps) => {
        const told = await addEndpoint(call, receiver, '/a', ['message.created', 'conversation.created']);
        const paused = await addEndpoint(call, receiver, '/b', ['message.created']);
        const before = await countEvents();
        for (const { writes, reads, pauses } of steps) {
          const state = await storeConversation(servers.current, {});
          const readers = reads.flatMap((maxEvents) =>
            servers.current.all.map((parley) => fanOutWebhooks(parley.deps, { maxEvents })),
          );
          if (pauses !== 'none') await call('PATCH', `/webhooks/${paused.id}`, { is_active: pauses === 'resume' });
          await Promise.all([appendMany(state, writes), ...readers]);
        }
        await call('PATCH', `/webhooks/${paused.id}`, { is_active: true });
        for (let round = 0; round < 10; round += 1) await fanOutAll(deps(), 7);
        const messages = (await countEvents()).messages - before.messages;
        const both = messages + steps.length;
        expect(await deliveredTo(told.id)).toEqual({ all: both, different: both });
        expect(await deliveredTo(paused.id)).toEqual({ all: messages, different: messages });
        for (const { id } of [told, paused]) await call('DELETE', `/webhooks/${id}`);
      }),
      { numRuns: 15 },
    );
  }, 240_000);
});

describe.runIf(postgresOrReason('the order of commits'))('on PostgreSQL', () => {
  it('what an earlier transaction commits later is told too, in the order of the conversation', async () => {
    const { database } = servers.current;
    await addEndpoint(call, receiver, '/a', ['message.created']);
    const state = await storeConversation(servers.current, {});
    await fanOutAll(deps());
    const begun = Promise.withResolvers<void>();
    const younger = Promise.withResolvers<Conversation>();
    const earlier = database.transaction(async (tx) => {
      await database.named('take-xid', 'select pg_current_xact_id()', [], tx);
      begun.resolve();
      const named: typeof database.named = (name, text, values) => database.named(name, text, values, tx);
      await appendVisitorMessage(
        { ...servers.current, database: { ...database, named } },
        await younger.promise,
        'three',
      );
    });
    await begun.promise;
    // An endpoint that is added while the transaction is under way is told of what it commits, and of nothing before.
    await addEndpoint(call, receiver, '/b', ['message.created']);
    const next = await appendVisitorMessage(servers.current, state, 'two');
    expect(await fanOutWebhooks(deps(), { maxEvents: 100 })).toEqual({ events: 0, deliveries: 0 });
    younger.resolve(next);
    await earlier;
    await fanOutAll(deps());
    expect(await waiting()).toBe(5);
    await attemptDue(deps());
    const texts = (path: string) => receiver.received(path).map(({ body }) => body.data.message.parts[0].text);
    expect([texts('/a').slice(1), texts('/b')]).toEqual([
      ['two', 'three'],
      ['two', 'three'],
    ]);
  });
});

async function appendMany(state: Conversation, count: number): Promise<void> {
  let now = state;
  for (let number = 0; number < count; number += 1) now = await appendVisitorMessage(servers.current, now, `${number}`);
}

async function waiting(): Promise<number> {
  const { rows } = await deps().database.executeSql(
    `select count(*)::int as count from webhook_deliveries where state = 'waiting'`,
  );
  return (rows[0] as { count: number }).count;
}

async function countEvents(): Promise<{ messages: number }> {
  const { rows } = await deps().database.executeSql(
    `select count(*)::int as messages from events where type in ('message.received', 'message.sent')`,
  );
  return rows[0] as { messages: number };
}

/** How many deliveries an endpoint has, and of how many different events. */
async function deliveredTo(endpointId: string): Promise<unknown> {
  const { rows } = await deps().database.executeSql(
    `select count(*)::int as all, count(distinct (p.body::jsonb->>'type', p.body::jsonb->'data'->'conversation'->>'id',
       p.body::jsonb->'data'->>'sequence'))::int as different
     from webhook_deliveries d join webhook_payloads p on p.workspace_id = d.workspace_id and p.id = d.payload_id
     where d.endpoint_id = $1`,
    [endpointId],
  );
  return rows[0];
}
