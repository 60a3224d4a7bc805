import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { testApp } from '../../test/support/app.ts';
import { storeConversation } from '../../test/support/stored-conversation.ts';
import { readLogs } from '../../test/support/whole-log.ts';
import type { Conversation } from '../domain/conversation/conversation.ts';
import type { Origin } from '../domain/people/origin.ts';
import { handBack } from './hand-back.ts';
import { markRead } from './mark-read.ts';
import { reopenConversation } from './reopen-conversation.ts';
import { replyAsPerson } from './reply-as-person.ts';
import { requestPerson } from './request-person.ts';
import { takeOver } from './take-over.ts';
import { unassignMember } from './unassign-member.ts';
import { updateConversation } from './update-conversation.ts';

const app = testApp();
const deps = () => app.current.parley.deps;
let stored: Conversation;
let origin: Origin;
let me: string;
const here = () => ({ workspaceId: stored.workspaceId, conversationId: stored.id, origin });

beforeEach(async () => {
  stored = await storeConversation(app.current);
  me = await addMember(stored.workspaceId);
  const actor = { type: 'operator', id: me } as const;
  origin = { workspaceId: stored.workspaceId, actor, ip: '192.0.2.7', userAgent: 'Firefox' };
});

async function addMember(workspaceId: string): Promise<string> {
  const id = randomUUID();
  const at = new Date();
  const { db } = app.current.database;
  await db
    .insertInto('users')
    .values({ id, name: 'Ann', email: `${id}@team.example`, created_at: at })
    .execute();
  const member = { workspace_id: workspaceId, user_id: id, role: 'agent', created_at: at } as const;
  await db.insertInto('members').values(member).execute();
  return id;
}

/** What the database holds of the conversation, and what the audit log says that was done to it. */
async function held() {
  const [log] = await readLogs(app.current.database);
  const audit = await app.current.database.db
    .selectFrom('audit_log')
    .select(['action', 'actor', 'target', 'details', 'ip', 'user_agent'])
    .where('workspace_id', '=', stored.workspaceId)
    .orderBy('id')
    .execute();
  return { state: log?.state, events: log?.events.map(({ type }) => type), audit };
}
const actions = async () => (await held()).audit.map(({ action }) => action);

describe('a change by a person', () => {
  it('saves state, events and who did it from where, together', async () => {
    const patch = { status: 'resolved', priority: 'high', assignedTo: me, contactName: 'Ada Lovelace' } as const;
    await updateConversation(deps(), { ...here(), patch });
    const { state, events, audit } = await held();
    expect(state).toMatchObject({
      progress: 'resolved',
      priority: 'high',
      assigned_to: me,
      visitor_name: 'Ada Lovelace',
    });
    expect(events?.slice(-2)).toEqual(['marker.added', 'conversation.updated']);
    expect(audit).toEqual([
      {
        action: 'conversation.update',
        actor: origin.actor,
        target: { type: 'conversation', id: stored.id },
        details: {
          changed: ['progress', 'priority', 'assignedTo', 'visitorName'],
          progress: { from: 'open', to: 'resolved' },
          priority: { from: 'medium', to: 'high' },
          assignedTo: { from: null, to: me },
        },
        ip: '192.0.2.7',
        user_agent: 'Firefox',
      },
    ]);
  });

  it('is in the audit log by its own name', async () => {
    await requestPerson(deps(), here());
    await takeOver(deps(), here());
    await replyAsPerson(deps(), { ...here(), text: 'A secret word', attachments: [], mode: 'inbox' });
    await markRead(deps(), { ...here(), unread: true });
    await markRead(deps(), { ...here(), unread: false });
    await handBack(deps(), here());
    await updateConversation(deps(), { ...here(), patch: { status: 'closed' } });
    await reopenConversation(deps(), { ...here(), with: 'me' });
    expect(await actions()).toEqual([
      'conversation.request_person',
      'conversation.take_over',
      'conversation.reply',
      'conversation.mark_unread',
      'conversation.mark_read',
      'conversation.hand_back',
      'conversation.update',
      'conversation.reopen',
    ]);
    expect(JSON.stringify((await held()).audit)).not.toContain('secret');
  });

  it('that changes nothing leaves no trace, and gives the state as it is', async () => {
    const before = await held();
    const patch = { priority: 'medium', title: stored.title } as const;
    expect(await updateConversation(deps(), { ...here(), patch })).toMatchObject({ id: stored.id, seq: stored.seq });
    expect(await handBack(deps(), here())).toMatchObject({ driver: 'ai', seq: stored.seq });
    expect(await reopenConversation(deps(), { ...here(), with: 'agent' })).toMatchObject({ seq: stored.seq });
    expect(await held()).toEqual(before);
    expect([...deps().liveTurns]).toEqual([]);
  });

  it('is as nothing when its audit entry fails', async () => {
    const id = randomUUID();
    const failing = { ...deps(), ids: { uuid: () => id } };
    await updateConversation(failing, { ...here(), patch: { priority: 'high' } });
    const before = await held();
    await expect(updateConversation(failing, { ...here(), patch: { status: 'closed' } })).rejects.toThrow();
    await expect(takeOver(failing, here())).rejects.toThrow();
    const words = { ...here(), text: 'Hello', attachments: [], mode: 'inbox' } as const;
    await expect(replyAsPerson(failing, words)).rejects.toThrow();
    expect(await held()).toEqual(before);
  });

  it('is as nothing when what is written alongside fails', async () => {
    const before = await held();
    const alongside = () => Promise.reject(new Error('the mail could not be stored'));
    const words = { ...here(), text: 'Hello', attachments: [], mode: 'inbox', alongside } as const;
    await expect(replyAsPerson(deps(), words)).rejects.toThrow('the mail');
    expect(await held()).toEqual(before);
  });

  it('that is refused leaves no trace', async () => {
    const before = await held();
    const words = { ...here(), text: 'Hello', attachments: [], mode: 'api' } as const;
    await expect(replyAsPerson(deps(), words)).rejects.toMatchObject({ code: 'bad_request' });
    expect(await held()).toEqual(before);
  });

  it('reaches no conversation of another workspace', async () => {
    const foreign = { ...here(), workspaceId: randomUUID() };
    for (const attempt of [takeOver, handBack, requestPerson]) {
      await expect(attempt(deps(), foreign)).rejects.toMatchObject({ code: 'not_found' });
    }
    expect(await actions()).toEqual([]);
  });
});

describe('the owner of a conversation', () => {
  const assign = (assignedTo: string) =>
    updateConversation(deps(), { ...here(), patch: { assignedTo, priority: 'high' } });

  it('must be a member of the workspace; else nothing changes', async () => {
    const { workspace_key: _key, ...foreign } = await app.current.addForeign();
    const { user_id: stranger } = await app.current.database.db
      .selectFrom('members')
      .innerJoin('agents', 'agents.workspace_id', 'members.workspace_id')
      .select('user_id')
      .where('agents.id', '=', foreign.chatbot_id)
      .executeTakeFirstOrThrow();
    for (const nobody of [stranger, randomUUID()]) {
      await expect(assign(nobody)).rejects.toMatchObject({
        code: 'validation_failed',
        details: { fields: [{ path: 'assigned_to' }] },
      });
    }
    const { state, audit } = await held();
    expect([state?.priority, state?.assigned_to, audit]).toEqual(['medium', null, []]);
  });

  it('loses what they had when they leave, with an event for each; who drives stays', async () => {
    const other = await storeConversation(app.current);
    await takeOver(deps(), here());
    const patch = { assignedTo: me };
    await updateConversation(deps(), { ...here(), conversationId: other.id, patch });
    const theirs = await storeConversation(app.current);
    const colleague = await addMember(stored.workspaceId);
    await updateConversation(deps(), { ...here(), conversationId: theirs.id, patch: { assignedTo: colleague } });
    const leaver = { workspaceId: stored.workspaceId, userId: me, origin };
    expect(await unassignMember(deps(), leaver)).toBe(2);
    expect(await unassignMember(deps(), leaver)).toBe(0);
    const logs = await readLogs(app.current.database);
    const of = (id: string) => logs.find(({ state }) => state.id === id);
    expect(of(stored.id)?.state).toMatchObject({ driver: 'human', assigned_to: null });
    expect(of(other.id)?.state).toMatchObject({ driver: 'ai', assigned_to: null });
    expect(of(theirs.id)?.state.assigned_to).toBe(colleague);
    const last = of(other.id)?.events.at(-1);
    expect(last).toMatchObject({
      type: 'conversation.updated',
      data: { assignedTo: { from: me, to: null }, by: origin.actor },
    });
  });
});

describe('a visitor who asks for a person', () => {
  it('waits for one, and is in no audit log', async () => {
    const visitor = { ...here(), origin: { ...origin, actor: { type: 'visitor' } as const } };
    expect(await requestPerson(deps(), visitor)).toMatchObject({ driver: 'queue' });
    expect(await requestPerson(deps(), visitor)).toMatchObject({ driver: 'queue' });
    const { events, audit } = await held();
    expect([events?.slice(2), audit]).toEqual([['marker.added', 'conversation.updated'], []]);
  });

  it('is refused where the agent has no people', async () => {
    const { db } = app.current.database;
    const settings = JSON.stringify({ peopleEnabled: false });
    await db.updateTable('agents').set({ settings }).where('id', '=', stored.agentId).execute();
    await expect(requestPerson(deps(), here())).rejects.toMatchObject({ code: 'conflict' });
  });
});
