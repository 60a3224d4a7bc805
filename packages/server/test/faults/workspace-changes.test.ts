import { beforeEach, describe, expect, it } from 'vitest';
import { scriptedModel } from '../../src/agent/scripted.ts';
import { testApp } from '../support/app.ts';
import { fakeChannels } from '../support/fake-channel.ts';
import { fakeSessions } from '../support/fake-sessions.ts';
import { dumpState } from '../support/table-dump.ts';
import {
  AGENT_ENDPOINTS,
  type Asker,
  type Furnished,
  furnishWorkspace,
  makeReady,
  surfacesOf,
  WORKSPACE_ENDPOINTS,
  workspaceRequest,
} from '../support/workspace-requests.ts';

const sessions = fakeSessions();
const app = testApp({
  sessions,
  channels: fakeChannels(),
  model: scriptedModel({ draft: () => ({ kind: 'smalltalk', text: 'Noted.', evidence: [] }) }),
  retriever: { retrieve: async () => [] },
});
let ours: Furnished;
beforeEach(async () => {
  ours = await furnishWorkspace(app.current, sessions, app.current.first, 'ourmark');
});

const CHANGES = WORKSPACE_ENDPOINTS.filter(
  ({ method, errors }) => method !== 'GET' && !errors.includes('not_implemented'),
);
const askers = (): Record<'key' | 'person', Asker> => ({
  key: { key: ours.agent.workspace_key },
  person: { person: ours.owner },
});
const auditRows = () => app.current.database.db.selectFrom('audit_log').selectAll().orderBy('id').execute();

describe('the audit log has one line for every change', () => {
  /** What changes nothing that is kept. */
  const NOTHING_KEPT: Record<string, string> = {
    'signal-typing': 'a signal, gone in seconds',
    'signal-viewing': 'a signal, gone in seconds',
    'draft-reply': 'nothing is said; what it took is in the books',
    'upload-inbox-file': 'it waits for its reply, which is written down',
    'update-preferences': "a person's own, and nobody else's",
    'mcp-chat': 'what is said stands in its conversation',
    'test-ai-action': 'a trial: nothing is stored',
    'refresh-ai-action-tools': 'an action over HTTP has no tools to ask for',
    'retrain-knowledge-base': 'there is nothing to do',
    'preview-agent': 'a trial: in no list and no count',
    'try-retrieval': 'a question, of which nothing is stored',
    'save-article-draft': 'kept while it is written: that it is published is written down',
  };

  it.each(
    CHANGES.filter(({ id }) => !(id in NOTHING_KEPT)).flatMap((endpoint) =>
      surfacesOf(endpoint).map((surface) => [endpoint.id, surface, endpoint] as const),
    ),
  )('%s by a %s', async (_id, surface, endpoint) => {
    await makeReady(app.current, ours, endpoint);
    const before = await auditRows();
    const request = workspaceRequest(endpoint, ours, askers()[surface]);
    const answer = await app.current.parley.app.inject({
      ...request,
      headers: { ...request.headers, 'user-agent': 'Walk/1' },
    });
    expect([answer.statusCode < 300, answer.body]).toEqual([true, answer.body]);
    const added = (await auditRows()).slice(before.length);
    expect(added.map(({ action }) => action)).toEqual([expect.stringMatching(/^[a-z_]+\.[a-z_]+$/)]);
    const [line] = added;
    expect(line?.actor).toMatchObject({ type: surface === 'key' ? 'api_key' : 'operator' });
    expect([line?.workspace_id, line?.ip, line?.user_agent]).toEqual([ours.workspaceId, '127.0.0.1', 'Walk/1']);
    expect(line?.target).toMatchObject({ type: expect.any(String), id: expect.any(String) });
  });

  it('is append-only, below the program', async () => {
    const [{ id = '' } = {}] = await auditRows();
    const { database } = app.current;
    const refused = /append-only/;
    await expect(
      database.db.updateTable('audit_log').set({ action: 'x' }).where('id', '=', id).execute(),
    ).rejects.toThrow(refused);
    await expect(database.db.deleteFrom('audit_log').where('id', '=', id).execute()).rejects.toThrow(refused);
  });
});

describe('a POST whose process dies right after the commit', () => {
  /** What may be done twice, and why. */
  const MAY_REPEAT: Record<string, string> = {
    'signal-typing': 'a signal, gone in seconds',
    'signal-viewing': 'a signal, gone in seconds',
    'draft-reply': 'a draft that is asked for twice is written twice',
    'upload-inbox-file': 'the file that no reply names is removed',
    'preview-agent': 'a trial that is asked twice is answered twice',
    'try-retrieval': 'nothing is stored',
    'test-webhook': 'a test that is sent twice has tested twice',
    'redeliver-webhook-delivery': 'the receiver knows a delivery by its id, however often it comes',
    'redeliver-webhooks': 'the receiver knows a delivery by its id, however often it comes',
  };
  /** What asks for a state: done again, it changes nothing. */
  const ASKS_FOR_A_STATE = new Set([
    'hand-back-conversation',
    'take-over-conversation',
    'reopen-conversation',
    'mark-conversation-read',
    'mark-conversation-unread',
    'bulk-update-conversations',
  ]);

  it.each(
    // The Agent API takes no Idempotency-Key, and neither does it where people use it.
    CHANGES.filter((endpoint) => endpoint.method === 'POST' && !AGENT_ENDPOINTS.includes(endpoint))
      .filter(({ id }) => !(id in MAY_REPEAT))
      .map((endpoint) => [endpoint.id, endpoint] as const),
  )('is not done again: %s', async (_id, endpoint) => {
    await makeReady(app.current, ours, endpoint);
    const [surface = 'person'] = surfacesOf(endpoint);
    const right = workspaceRequest(endpoint, ours, askers()[surface]);
    const send = () =>
      app.current.parley.app.inject({ ...right, headers: { ...right.headers, 'idempotency-key': 'once' } });
    const revive = cutOffAfterTheCommit();
    const cutOff = await send();
    revive();
    expect([cutOff.statusCode, cutOff.body]).toEqual([500, cutOff.body]);
    await endHolds();
    const after = await state();
    const again = await send();
    const replayed = ASKS_FOR_A_STATE.has(endpoint.id) ? undefined : 'true';
    expect([again.statusCode < 300, again.headers['idempotent-replayed'], again.body]).toEqual([
      true,
      replayed,
      again.body,
    ]);
    expect(await state()).toEqual(after);
  });

  /** As if the time had passed for which a process that is gone still holds its key. */
  async function endHolds() {
    await app.current.database.db
      .updateTable('idempotency_keys')
      .set({ locked_until: new Date(0) })
      .execute();
  }

  async function state() {
    const tables = await dumpState(app.current.database);
    return new Map([...tables].filter(([name]) => name !== 'idempotency_keys'));
  }

  /** Whatever the process would write once it has committed does not come about. Gives the way back. */
  function cutOffAfterTheCommit(): () => void {
    const { deps } = app.current.parley;
    const { database } = deps;
    const named: typeof database.named = async (name, ...rest) => {
      if (name === 'idempotency-answer') throw new Error('the process is gone');
      return database.named(name, ...rest);
    };
    Object.assign(deps, { database: { ...database, named } });
    return () => void Object.assign(deps, { database });
  }
});
