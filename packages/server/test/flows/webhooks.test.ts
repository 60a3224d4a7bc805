import type { ServerResponse } from 'node:http';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { scriptedModel } from '../../src/agent/scripted.ts';
import { forgetOldDeliveries } from '../../src/commands/forget-old-deliveries.ts';
import { advanceRedeliveries } from '../../src/commands/redeliver-webhooks.ts';
import { createGuardedClient } from '../../src/runtime/guarded-client.ts';
import { testApp } from '../support/app.ts';
import { chatClient } from '../support/chat.ts';
import { startReceiver } from '../support/webhook-receiver.ts';
import { addEndpoint, attemptDue, fanOutAll } from '../support/webhooks.ts';
import { workspaceApi } from '../support/workspace-api.ts';

/** A clock that can be put forward; it runs on by itself. */
const clock = {
  aheadMs: 0,
  now: () => new Date(Date.now() + clock.aheadMs),
  monotonicMs: () => performance.now(),
};
const forward = (seconds: number) => {
  clock.aheadMs += seconds * 1000;
};

const receiver = await startReceiver(() => clock.now().getTime());
const outside = createGuardedClient({ allowPrivateUrls: [receiver.origin] });
const model = scriptedModel({ draft: () => ({ kind: 'smalltalk', text: 'Hello.', evidence: [] }) });
const app = testApp({ outside, clock, model, retriever: { retrieve: async () => [] } });
const call = workspaceApi(app);
const { say } = chatClient(app);
const deps = () => app.current.parley.deps;
const refuse = (status: number) => (response: ServerResponse) => response.writeHead(status).end();

/** A visitor asks; everything is told to whom it concerns. Gives the conversation. */
async function ask(text = 'Where is my order?'): Promise<string> {
  const answer = await say(text);
  return String(answer.headers['x-conversation-id']);
}
const types = (path: string) => receiver.received(path).map(({ body }) => body.type);
const listed = async (id: string, query = '') => (await call('GET', `/webhooks/${id}/deliveries${query}`)).body;

describe('what endpoints are told', () => {
  it('is a whole conversation, in its order, in payloads that hold no costs', async () => {
    await addEndpoint(call, receiver, '/a');
    const id = await ask();
    await fanOutAll(deps());
    await attemptDue(deps());
    const received = receiver.received('/a').map(({ body }) => body);
    expect(received.map(({ type }) => type)).toEqual([
      'conversation.created',
      'message.created',
      'message.created',
      'message.created',
    ]);
    const sequence = received.map(({ data }) => data.sequence);
    expect(sequence).toEqual([...new Set(sequence)].toSorted((a, b) => a - b));
    expect(received[0].data.conversation).toMatchObject({ id, status: 'bot_active' });
    expect(received.slice(2).map(({ data }) => [data.message.role, data.message.parts[0].text])).toEqual([
      ['user', 'Where is my order?'],
      ['assistant', 'Hello.'],
    ]);
    const workspace = await app.current.database.db.selectFrom('workspaces').select('id').executeTakeFirstOrThrow();
    expect(received.every(({ workspace_id }) => workspace_id === workspace.id)).toBe(true);
  });

  it('of a take-over is marker, change, reply; each as the conversation stood then', async () => {
    const id = await ask();
    await addEndpoint(call, receiver, '/a');
    await call('PATCH', `/conversations/${id}`, { status: 'agent_requested' });
    await call('POST', `/conversations/${id}/messages`, { text: 'Ann here.' });
    await call('PATCH', `/conversations/${id}`, { status: 'resolved' });
    await fanOutAll(deps());
    await attemptDue(deps());
    const told = receiver.received('/a').map(({ body: { type, data } }) => {
      const { status } = data.conversation;
      return [type, data.message?.metadata.marker ?? data.message?.parts[0].text ?? data.changes?.status ?? '', status];
    });
    expect(told).toEqual([
      ['message.created', 'handoff_requested', 'bot_active'],
      ['conversation.updated', { from: 'bot_active', to: 'agent_requested' }, 'agent_requested'],
      ['handoff.requested', '', 'agent_requested'],
      ['message.created', 'operator_joined', 'agent_requested'],
      ['conversation.updated', { from: 'agent_requested', to: 'open' }, 'open'],
      ['message.created', 'Ann here.', 'open'],
      ['message.created', 'resolved', 'open'],
      ['conversation.updated', { from: 'open', to: 'resolved' }, 'resolved'],
    ]);
    const { resolved_at } = receiver.received('/a').at(-2)?.body.data.conversation ?? {};
    expect(resolved_at).toBeNull();
  });

  it('are owners, tags and notes; a note is in its own event alone', async () => {
    const id = await ask();
    await addEndpoint(call, receiver, '/a');
    const { body: tag } = await call('POST', '/conversation-tags', { name: 'vip', color: null });
    await call('PUT', `/conversations/${id}/tags`, { tag_ids: [tag.id] });
    await call('POST', `/conversations/${id}/notes`, { content: 'A secret thought' });
    const owner = await app.current.database.db.selectFrom('members').select('user_id').executeTakeFirstOrThrow();
    await call('PATCH', `/conversations/${id}`, { assigned_to: owner.user_id, priority: 'high', contact_name: 'Ann' });
    await fanOutAll(deps());
    await attemptDue(deps());
    expect(types('/a')).toEqual([
      'conversation.tagged',
      'note.created',
      'conversation.updated',
      'conversation.assigned',
    ]);
    const [tagged, note, changed, assigned] = receiver.received('/a').map(({ body }) => body.data);
    expect([tagged.tags[0].name, tagged.added, tagged.removed]).toEqual(['vip', [tag.id], []]);
    expect([note.note.content, note.actor.type]).toEqual(['A secret thought', 'api_key']);
    expect(changed.changes).toEqual({
      priority: { from: 'medium', to: 'high' },
      assigned_to: { from: null, to: owner.user_id },
      contact_name: { from: null, to: 'Ann' },
    });
    expect(assigned.assigned_to).toEqual({ from: null, to: owner.user_id });
    const others = receiver.received('/a').filter(({ body }) => body.type !== 'note.created');
    expect(JSON.stringify(others)).not.toContain('secret thought');
  });

  it('is only what they ask for, and only what came after them', async () => {
    await ask('Before.');
    await addEndpoint(call, receiver, '/a', ['message.created']);
    await addEndpoint(call, receiver, '/b', ['conversation.created']);
    await ask('After.');
    await fanOutAll(deps());
    await attemptDue(deps());
    expect([types('/a'), types('/b')]).toEqual([Array(3).fill('message.created'), ['conversation.created']]);
  });

  it('does not reach back before them, though others are still to be told', async () => {
    await addEndpoint(call, receiver, '/a', ['conversation.created']);
    await ask('Before, and not read yet.');
    await addEndpoint(call, receiver, '/b', ['conversation.created']);
    await ask('After.');
    await fanOutAll(deps());
    await attemptDue(deps());
    expect([types('/a').length, types('/b').length]).toEqual([2, 1]);
  });

  it('while one is paused waits in the log and comes when it goes on', async () => {
    const { id } = await addEndpoint(call, receiver, '/a', ['conversation.created']);
    await addEndpoint(call, receiver, '/b', ['conversation.created']);
    await ask('One.');
    await fanOutAll(deps());
    await call('PATCH', `/webhooks/${id}`, { is_active: false });
    await ask('Two.');
    await fanOutAll(deps());
    await attemptDue(deps());
    expect([types('/a').length, types('/b').length]).toEqual([0, 2]);
    await call('PATCH', `/webhooks/${id}`, { is_active: true });
    for (let step = 0; step < 8; step += 1) await fanOutAll(deps(), 2);
    await ask('Three.');
    await fanOutAll(deps());
    await attemptDue(deps());
    expect([types('/a').length, types('/b').length]).toEqual([3, 3]);
    const { rows } = await app.current.database.executeSql("select name from log_cursors where name like 'webhooks%'");
    expect(rows).toEqual([{ name: 'webhooks' }]);
  });

  it('is nothing of previews and simulations', async () => {
    await addEndpoint(call, receiver, '/a');
    await ask();
    await app.current.database.db.updateTable('conversations').set({ source: 'simulation' }).execute();
    expect(await fanOutAll(deps())).toBe(0);
  });
});

describe('signatures', () => {
  it('are verified by the package of the standard, which refuses a changed and an old delivery', async () => {
    const { secret } = await addEndpoint(call, receiver, '/a', ['conversation.created']);
    clock.aheadMs = 0;
    await ask();
    await fanOutAll(deps());
    await attemptDue(deps());
    const [received] = receiver.received('/a');
    const raw = received?.raw ?? '';
    const headers = Object.fromEntries(
      Object.entries(received?.headers ?? {}).map(([name, value]) => [name, String(value)]),
    );
    expect(headers['content-type']).toBe('application/json');
    const webhook = new Webhook(secret);
    expect(webhook.verify(raw, headers)).toMatchObject({ type: 'conversation.created' });
    expect(() => webhook.verify(raw.replace('bot_active', 'open'), headers)).toThrow();
    expect(() => webhook.verify(raw, { ...headers, 'webhook-id': 'another' })).toThrow();
    const old = String(Number(headers['webhook-timestamp']) - 600);
    expect(() => webhook.verify(raw, { ...headers, 'webhook-timestamp': old })).toThrow();
    const signedLongAgo = webhook.sign(String(headers['webhook-id']), new Date(Number(old) * 1000), raw);
    const replayed = { ...headers, 'webhook-timestamp': old, 'webhook-signature': signedLongAgo };
    expect(() => webhook.verify(raw, replayed)).toThrow(/too old/);
  });

  it('are of both secrets for 24 hours after a rotation', async () => {
    const { id, secret } = await addEndpoint(call, receiver, '/a', ['conversation.created']);
    const { body: rotated } = await call('POST', `/webhooks/${id}/rotate-secret`);
    expect(rotated.secret).not.toBe(secret);
    const deliver = async () => {
      receiver.knows('/a', rotated.secret);
      await ask();
      await fanOutAll(deps());
      await attemptDue(deps());
      const last = receiver.received('/a').at(-1);
      return String(last?.headers['webhook-signature']).split(' ').length;
    };
    expect(await deliver()).toBe(2);
    receiver.knows('/a', secret);
    forward(23 * 3_600);
    await ask();
    await fanOutAll(deps());
    await attemptDue(deps());
    forward(2 * 3_600);
    expect(await deliver()).toBe(1);
    expect((await call('GET', `/webhooks/${id}`)).body.previous_secret_expires_at).toBeNull();
  });
});

describe('deliveries', () => {
  it('are tried six times under one id, signed anew each time, and have failed then', async () => {
    const { id } = await addEndpoint(call, receiver, '/a', ['conversation.created']);
    receiver.answers('/a', refuse(500));
    await ask();
    await fanOutAll(deps());
    const waits = [0, 34, 133, 661, 1_981, 7_921];
    for (const [index, wait] of waits.entries()) {
      forward(wait * 0.75);
      expect(index === 0 ? [] : await attemptDue(deps())).toEqual([]);
      forward(wait * 0.25);
      expect(await attemptDue(deps())).toHaveLength(1);
    }
    forward(100_000);
    expect(await attemptDue(deps())).toEqual([]);
    const received = receiver.received('/a');
    expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(received.map(({ headers }) => headers['webhook-signature'])).size).toBe(6);
    expect(new Set(received.map(({ raw }) => raw)).size).toBe(1);
    const { data } = await listed(id, '?state=failed&event=conversation.created');
    expect(data).toMatchObject([{ attempts: 6, response_status: 500, next_attempt_at: null }]);
    const { body: detail } = await call('GET', `/webhooks/${id}/deliveries/${data[0].id}`);
    expect(detail.attempt_log.map(({ number }: { number: number }) => number)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(detail.request_body).toBe(received[0]?.raw);
  });

  it('count as delivered with any 2xx and with nothing else', async () => {
    const { id } = await addEndpoint(call, receiver, '/a', ['message.created']);
    const statuses = [200, 299, 301, 404, 410];
    receiver.answers('/a', (response) => response.writeHead(statuses.shift() ?? 500).end());
    for (let asked = 0; asked < 2; asked += 1) await ask();
    await fanOutAll(deps());
    await attemptDue(deps());
    const { data } = await listed(id);
    const seen = data.map((each: { response_status: number; state: string }) => [each.response_status, each.state]);
    expect(seen.toReversed()).toEqual([
      [200, 'delivered'],
      [299, 'delivered'],
      [301, 'waiting'],
      [404, 'waiting'],
      [410, 'waiting'],
      [500, 'waiting'],
    ]);
  });

  it('are listed newest first, page by page, while others come', async () => {
    const { id } = await addEndpoint(call, receiver, '/a', ['message.created']);
    await ask();
    await ask();
    await fanOutAll(deps());
    const first = await listed(id, '?limit=3');
    await ask();
    await fanOutAll(deps());
    const second = await listed(id, `?limit=3&cursor=${first.next_cursor}`);
    const ids = [...first.data, ...second.data].map((each: { id: string }) => each.id);
    expect([ids.length, new Set(ids).size, second.has_more]).toEqual([6, 6, false]);
    expect(ids).toEqual(ids.toSorted().toReversed());
    for (const query of ['state=sent', 'event=none', 'cursor=x', 'limit=0']) {
      expect((await call('GET', `/webhooks/${id}/deliveries?${query}`)).status).toBe(400);
    }
  });

  it('are sent again one by one, under the same id and with all attempts anew', async () => {
    const { id } = await addEndpoint(call, receiver, '/a', ['conversation.created']);
    receiver.answers('/a', refuse(500));
    await ask();
    await fanOutAll(deps());
    for (let attempt = 0; attempt < 6; attempt += 1) {
      await attemptDue(deps());
      forward(8_000);
    }
    const [delivery] = (await listed(id)).data;
    const path = `/webhooks/${id}/deliveries/${delivery.id}`;
    const again = await call('POST', `${path}/redeliver`);
    expect([again.status, again.body.state]).toEqual([202, 'waiting']);
    await attemptDue(deps());
    expect((await call('GET', path)).body).toMatchObject({ state: 'waiting', attempts: 7 });
    receiver.answers('/a', refuse(200));
    forward(60);
    await attemptDue(deps());
    expect((await call('GET', path)).body).toMatchObject({ state: 'delivered', attempts: 8 });
    expect(new Set(receiver.received('/a').map(({ headers }) => headers['webhook-id']))).toEqual(
      new Set([delivery.id]),
    );
  });

  it('are sent again since a time, as a job that tells how far it has come', async () => {
    const { id } = await addEndpoint(call, receiver, '/a', ['conversation.created']);
    await ask('Too early.');
    await fanOutAll(deps());
    await attemptDue(deps());
    forward(3_600);
    const since = clock.now().toISOString();
    for (let asked = 0; asked < 3; asked += 1) await ask(`${asked}`);
    await fanOutAll(deps());
    await attemptDue(deps());
    receiver.forget();
    const job = await call('POST', `/webhooks/${id}/redeliver`, { since, state: 'delivered' });
    expect([job.status, job.body.state, job.body.total, job.body.done]).toEqual([202, 'running', 3, 0]);
    expect((await call('POST', `/webhooks/${id}/redeliver`, { since })).status).toBe(409);
    await advanceRedeliveries(deps());
    await attemptDue(deps());
    const { body } = await call('GET', `/webhooks/${id}/redeliveries/${job.body.id}`);
    expect([body.state, body.total, body.done, receiver.received('/a').length]).toEqual(['done', 3, 3, 3]);
    const empty = await call('POST', `/webhooks/${id}/redeliver`, { since: '2099-01-01T00:00:00Z' });
    expect([empty.body.state, empty.body.total]).toEqual(['done', 0]);
    expect((await call('POST', `/webhooks/${id}/redeliver`, { since: 'yesterday' })).status).toBe(400);
  });

  it('are forgotten after 30 days, with bodies and attempts, and with their endpoint', async () => {
    const { id } = await addEndpoint(call, receiver, '/a', ['conversation.created']);
    const other = await addEndpoint(call, receiver, '/b', ['conversation.created']);
    await ask();
    await fanOutAll(deps());
    await attemptDue(deps());
    await call('DELETE', `/webhooks/${other.id}`);
    const count = async () => {
      const { rows } = await app.current.database.executeSql(`select (select count(*) from webhook_deliveries)::int d,
        (select count(*) from webhook_attempts)::int a, (select count(*) from webhook_payloads)::int p`);
      return rows[0];
    };
    expect(await count()).toEqual({ d: 2, a: 2, p: 1 });
    await forgetOldDeliveries(deps());
    expect(await count()).toEqual({ d: 1, a: 1, p: 1 });
    forward(31 * 24 * 3_600);
    await forgetOldDeliveries(deps());
    expect([await count(), (await listed(id)).data]).toEqual([{ d: 0, a: 0, p: 0 }, []]);
  });
});

describe('a failing endpoint', () => {
  it('holds its deliveries back, tells the owner once, is probed, and gets all when it is well again', async () => {
    const { id } = await addEndpoint(call, receiver, '/a', ['message.created']);
    const healthy = await addEndpoint(call, receiver, '/b', ['message.created']);
    receiver.answers('/a', refuse(503));
    for (let asked = 0; asked < 8; asked += 1) await ask(`${asked}`);
    await fanOutAll(deps());
    await attemptDue(deps(), 20);
    const { health } = (await call('GET', `/webhooks/${id}`)).body;
    expect(health).toMatchObject({ state: 'failing', failing_since: expect.any(String) });
    expect(await attemptDue(deps())).toHaveLength(4);
    expect(receiver.received('/b')).toHaveLength(24);
    const mails = await app.current.database.db.selectFrom('mail_outbox').selectAll().execute();
    expect(mails.map(({ kind, recipient, text }) => [kind, recipient, text.includes(`${receiver.origin}/a`)])).toEqual([
      ['webhook_alarm', app.current.first.owner_email, true],
    ]);
    // One probe each time, which costs its delivery no attempt.
    const sent = receiver.received('/a').length;
    for (let probe = 1; probe <= 8; probe += 1) {
      forward(4_000);
      expect(await attemptDue(deps())).toHaveLength(1);
      expect(await attemptDue(deps())).toEqual([]);
    }
    expect(receiver.received('/a')).toHaveLength(sent + 8);
    const waiting = await listed(id, '?state=waiting&limit=100');
    expect(waiting.data).toHaveLength(24);
    expect(Math.max(...waiting.data.map(({ attempts }: { attempts: number }) => attempts))).toBe(1);
    receiver.answers('/a', refuse(204));
    forward(4_000);
    expect(await attemptDue(deps())).toHaveLength(1);
    expect(await attemptDue(deps())).toHaveLength(23);
    expect((await listed(id, '?state=delivered&limit=100')).data).toHaveLength(24);
    expect((await call('GET', `/webhooks/${id}`)).body.health.state).toBe('ok');
    expect(await app.current.database.db.selectFrom('mail_outbox').selectAll().execute()).toHaveLength(1);
    expect((await call('GET', `/webhooks/${healthy.id}`)).body.health.state).toBe('ok');
  });

  it('is well again after a test that comes through, and after it moves', async () => {
    const { id } = await addEndpoint(call, receiver, '/a', ['message.created']);
    const opened = { opened_at: clock.now(), probe_at: new Date(clock.now().getTime() + 60_000) };
    await app.current.database.db.updateTable('webhook_health').set(opened).execute();
    receiver.answers('/a', refuse(500));
    await call('POST', `/webhooks/${id}/test`);
    expect((await call('GET', `/webhooks/${id}`)).body.health.state).toBe('failing');
    receiver.answers('/a', refuse(200));
    await call('POST', `/webhooks/${id}/test`);
    expect((await call('GET', `/webhooks/${id}`)).body.health.state).toBe('ok');
    await app.current.database.db.updateTable('webhook_health').set(opened).execute();
    const moved = await call('PATCH', `/webhooks/${id}`, { url: `${receiver.origin}/b` });
    expect(moved.body.health.state).toBe('ok');
  });
});
