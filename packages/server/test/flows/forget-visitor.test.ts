import { randomUUID } from 'node:crypto';
import pino from 'pino';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { scriptedModel } from '../../src/agent/scripted.ts';
import { sendAwayMail } from '../../src/commands/send-away-mail.ts';
import { insertMail } from '../../src/store/mail/outbox.ts';
import { testApp } from '../support/app.ts';
import { catchUpSearch } from '../support/catch-up-search.ts';
import { followLog } from '../support/follow-log.ts';
import { dumpTables } from '../support/table-dump.ts';
import {
  allAnswered,
  type FurnishedVisitor,
  furnishVisitor,
  visitorRequest,
  WIDGET_ENDPOINTS,
} from '../support/visitor-requests.ts';
import { startReceiver } from '../support/webhook-receiver.ts';
import { addEndpoint, attemptDue, fanOutAll } from '../support/webhooks.ts';
import { setWidget } from '../support/widget-settings.ts';
import { workspaceApi } from '../support/workspace-api.ts';

const MARK = 'forgetmemark';
const VISITOR_IP = '198.51.100.77';
const logged: string[] = [];
let held: PromiseWithResolvers<void> | null = null;
let begun = Promise.withResolvers<void>();
const receiver = await startReceiver();
const app = testApp({
  config: {
    rateLimits: false,
    trustProxy: 0,
    metricsToken: undefined,
    publicUrl: undefined,
    role: 'all',
    allowPrivateUrls: [receiver.origin],
  },
  model: scriptedModel({
    async draft({ questions }) {
      begun.resolve();
      await held?.promise;
      return { kind: 'smalltalk', text: `You said: ${questions.at(-1)?.content}`, evidence: [] };
    },
  }),
  retriever: { retrieve: async () => [] },
  logger: pino({ level: 'error' }, { write: (line: string) => void logged.push(line) }),
});
const call = workspaceApi(app);
let url = '';
let visitor: FurnishedVisitor;
let id: string;
beforeEach(async () => {
  held = null;
  begun = Promise.withResolvers();
  logged.length = 0;
  const { app: server } = app.current.parley;
  url ||= await server.listen({ port: 0, host: '127.0.0.1' });
  await setWidget(app.current, { quietMs: 0, ratingActive: true });
  visitor = await furnishVisitor(app.current, app.current.first, MARK);
  id = visitor.ids['/widget/conversations/{id}'] ?? '';
});

const inject = (
  method: 'POST' | 'PATCH' | 'PUT' | 'DELETE' | 'GET',
  path: string,
  payload?: object,
  token = visitor.token,
) =>
  app.current.parley.app.inject({
    method,
    url: `/widget${path}`,
    remoteAddress: VISITOR_IP,
    headers: { authorization: `Bearer ${token}`, 'user-agent': `Browser ${MARK}` },
    ...(payload ? { payload } : {}),
  });

/** Where the mark, or what names the conversation, still stands. */
async function traces(...signs: string[]): Promise<string[]> {
  const dump = await dumpTables(app.current.database);
  return [...dump].flatMap(([table, rows]) =>
    rows.filter((row) => signs.some((sign) => row.includes(sign))).map((row) => `${table}: ${row}`),
  );
}

/** Everything that a conversation can leave behind somewhere. */
async function leaveTraces(): Promise<void> {
  const { parley, database } = app.current;
  await addEndpoint(call, receiver, '/hook');
  const upload = WIDGET_ENDPOINTS.find((endpoint) => endpoint.id === 'upload-visitor-file');
  if (!upload) throw new Error('there is no upload');
  const file = (await parley.app.inject(visitorRequest(upload, visitor, visitor.token))).json();
  await parley.app.inject(visitorRequest(upload, visitor, visitor.token));
  const more = { conversation_id: id, client_metadata: { page: MARK }, files: [file.id] };
  const sent = await inject('POST', '/messages', { id: randomUUID(), text: `More ${MARK}`, ...more });
  expect(sent.statusCode, sent.body).toBe(200);
  await allAnswered(app.current);
  const steps = [
    await inject('PATCH', `/conversations/${id}/metadata`, { metadata: { [MARK]: MARK } }),
    await inject('PATCH', `/conversations/${id}/visitor`, { email: `${MARK}@example.com` }),
    await inject('PUT', `/conversations/${id}/messages/3/feedback`, {
      feedback: { rating: 'negative', comment: MARK },
    }),
    await inject('PUT', `/conversations/${id}/rating`, {
      rating: { answers: { HELPFUL_THUMBS: 'positive' }, comment: MARK },
    }),
  ];
  for (const { statusCode, body } of steps) expect(statusCode, body).toBe(200);
  await call('PATCH', `/conversations/${id}`, { status: 'agent_requested', title: `Title ${MARK}` });
  await call(
    'POST',
    `/conversations/${id}/messages`,
    { text: `Reply ${MARK}` },
    { headers: { 'idempotency-key': 'once' } },
  );
  await call('POST', `/conversations/${id}/notes`, { content: `Note ${MARK}` });
  const { workspace_id: workspaceId } = await database.db
    .selectFrom('conversations')
    .select('workspace_id')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const mail = { id: randomUUID(), workspaceId, conversationId: id, kind: 'away', to: `${MARK}@example.com` } as const;
  await database.transaction((tx) => insertMail(tx, { ...mail, subject: MARK, text: MARK, html: MARK }, new Date()));
  await followLog(app.current);
  await catchUpSearch(app.current);
  await fanOutAll(parley.deps);
  await attemptDue(parley.deps);
}

describe('forgetting a visitor', () => {
  it('leaves nothing of what was said anywhere, but that it was done', async () => {
    const other = await furnishVisitor(app.current, app.current.first, 'remainsmark');
    await leaveTraces();
    const tables = new Set((await traces(MARK, id)).map((trace) => trace.split(':')[0]));
    expect([...tables]).toEqual(
      expect.arrayContaining([
        'away_mails',
        'conversation_notes',
        'conversation_search',
        'conversations',
        'events',
        'files',
        'mail_outbox',
        'messages',
        'visitor_messages',
        'webhook_deliveries',
        'webhook_payloads',
      ]),
    );
    const before = await traces('remainsmark');
    const answer = await inject('DELETE', '/visitor');
    expect(answer.json()).toEqual({ erased_conversations: 1 });
    expect(await traces(MARK, VISITOR_IP)).toEqual([]);
    // What it cost stays in the books, and what the team did in the log of that: neither says who or what it was.
    const rest = (await traces(id)).filter((trace) => !/^(turn_usage|audit_log):/.test(trace));
    expect(rest).toEqual([]);
    for (const table of ['files', 'file_chunks', 'webhook_attempts'] as const) {
      expect([table, await app.current.database.db.selectFrom(table).selectAll().execute()]).toEqual([table, []]);
    }
    const [entry] = await traces(visitor.session.visitorId);
    expect(entry).toMatch(/audit_log.*visitor\.erased/);
    expect(await traces('remainsmark')).toEqual(before);
    expect((await inject('GET', '/conversations', undefined, other.token)).json().items).toHaveLength(1);
  });

  it('is the end of it for the jobs too, and they go on', async () => {
    await leaveTraces();
    const { deps } = app.current.parley;
    await inject('POST', '/messages', { id: randomUUID(), text: `Unread ${MARK}`, conversation_id: id });
    await inject('DELETE', '/visitor');
    await followLog(app.current);
    await catchUpSearch(app.current);
    while (await sendAwayMail(deps));
    await fanOutAll(deps);
    await attemptDue(deps);
    expect(await traces(MARK)).toEqual([]);
    const next = await furnishVisitor(app.current, app.current.first, 'nextmark');
    await catchUpSearch(app.current);
    expect((await traces('nextmark')).some((trace) => trace.startsWith('conversation_search'))).toBe(true);
    expect((await inject('GET', '/conversations', undefined, next.token)).json().items).toHaveLength(1);
    expect(logged).toEqual([]);
  });

  it('ends a turn that is under way, whose reply nobody gets', async () => {
    held = Promise.withResolvers();
    begun = Promise.withResolvers();
    await inject('POST', '/messages', { id: randomUUID(), text: `Late ${MARK}`, conversation_id: id });
    await begun.promise;
    expect((await inject('DELETE', '/visitor')).json()).toEqual({ erased_conversations: 1 });
    held.resolve();
    await vi.waitFor(() => expect(app.current.parley.deps.liveTurns.size).toBe(0), { timeout: 5_000 });
    expect(await traces(MARK)).toEqual([]);
    expect(logged).toEqual([]);
  });

  it('ends the streams that follow it, and the visitor may begin anew', async () => {
    const stream = await fetch(`${url}/widget/conversations/${id}/events?stream=true`, {
      headers: { authorization: `Bearer ${visitor.token}` },
    });
    expect(stream.status).toBe(200);
    const ended = stream.text();
    await inject('DELETE', '/visitor');
    expect(await ended).toContain('retry:');
    expect((await inject('GET', `/conversations/${id}/events`)).statusCode).toBe(404);
    expect((await inject('GET', '/conversations')).json().items).toEqual([]);
    const again = await inject('POST', '/messages', { id: randomUUID(), text: 'Hello again' });
    expect(again.statusCode).toBe(200);
  });

  it('leaves nothing of where the visitor was, though they had asked for a person', async () => {
    expect((await inject('POST', `/conversations/${id}/handoff`)).statusCode).toBe(200);
    await inject('DELETE', '/visitor');
    expect(await traces(MARK, VISITOR_IP)).toEqual([]);
    const { db } = app.current.database;
    const entries = await db
      .selectFrom('audit_log')
      .select(['ip', 'user_agent'])
      .where('action', '=', 'visitor.erased');
    expect(await entries.execute()).toEqual([{ ip: null, user_agent: null }]);
  });

  it('forgets nobody where nothing was said', async () => {
    await inject('DELETE', '/visitor');
    expect((await inject('DELETE', '/visitor')).json()).toEqual({ erased_conversations: 0 });
  });
});
