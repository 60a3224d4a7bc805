import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { eraseVisitor } from '../../../src/commands/erase-visitor.ts';
import { rateConversation } from '../../../src/commands/rate-conversation.ts';
import { rateMessage } from '../../../src/commands/rate-message.ts';
import { DEFAULT_WIDGET_SETTINGS } from '../../../src/domain/agent/widget-settings.ts';
import type { ExportSlice } from '../../../src/domain/export/exported.ts';
import { visitorOrigin } from '../../../src/domain/people/origin.ts';
import { systemIds } from '../../../src/runtime/ids.ts';
import { findKeys } from '../../../src/store/exports/find-keys.ts';
import { readSlices } from '../../../src/store/exports/read-slices.ts';
import { type ExportSelection, selectConversations } from '../../../src/store/exports/select-conversations.ts';
import { agentApi } from '../../support/agent-api.ts';
import { testApp } from '../../support/app.ts';
import { chatClient } from '../../support/chat.ts';
import { workspaceIdOf } from '../../support/fake-sessions.ts';
import { workspaceApi } from '../../support/workspace-api.ts';

const app = testApp();
const { say } = chatClient(app);
const agent = agentApi(app);
const api = workspaceApi(app);
const EVERYTHING: ExportSelection = { scope: 'workspace', filter: {} };
let workspaceId: string;
let tagIds: string[];

beforeEach(async () => {
  workspaceId = await workspaceIdOf(app.current, app.current.first.chatbot_id);
  tagIds = [];
  for (const name of ['Returns', 'Praise']) {
    tagIds.push((await api('POST', '/conversation-tags', { name, color: '#C2410C' })).body.id);
  }
});

/** Begins an export: from here on it is to be as it is now. */
async function begin(selection = EVERYTHING) {
  const { database } = app.current;
  const key = { workspaceId, id: systemIds.uuid() };
  const size = await selectConversations(database, key, selection, new Date());
  const read = async (): Promise<ExportSlice[]> => {
    const slices: ExportSlice[] = [];
    for await (const page of readSlices(database.named, key)) slices.push(...page);
    return slices;
  };
  return { key, size, read };
}

const metadataOf = (id: string): string => `/v1/api_core/conversations/${id}/metadata`;

/** What may happen while an export is being written. What a conversation's state refuses is no change. */
const CHANGES = {
  ask: (id: string) => say('What about delivery?', { conv_id: id, client_metadata: { page: 'cart', again: true } }),
  askInGerman: (id: string) => say('Ich möchte wissen, wann mein Paket ankommt', { conv_id: id }),
  introduce: (id: string) => say('It is me', { conv_id: id, visitor: { name: 'June', phone: '1', label: 'vip' } }),
  metadata: (id: string) => agent('POST', metadataOf(id), { body: { metadata: { plan: 'pro', seats: 3 } } }),
  lessMetadata: (id: string) => agent('POST', metadataOf(id), { body: { metadata: { plan: null, wing: 'left' } } }),
  otherMetadata: (id: string) => agent('PUT', metadataOf(id), { body: { metadata: { constructor: { a: 1 } } } }),
  request: (id: string) => api('PATCH', `/conversations/${id}`, { status: 'agent_requested', priority: 'low' }),
  resolve: (id: string) => api('PATCH', `/conversations/${id}`, { status: 'resolved', title: 'Done' }),
  close: (id: string) => api('PATCH', `/conversations/${id}`, { status: 'closed' }),
  archive: (id: string) => api('PATCH', `/conversations/${id}`, { status: 'archived', priority: 'high' }),
  contact: (id: string) => api('PATCH', `/conversations/${id}`, { contact_email: 'j@example.com', title: null }),
  assign: async (id: string) => api('PATCH', `/conversations/${id}`, { assigned_to: await memberId() }),
  reply: (id: string) => api('POST', `/conversations/${id}/messages`, { text: 'Hello' }),
  handBack: (id: string) => api('POST', `/conversations/${id}/handback`),
  tag: (id: string) => api('PUT', `/conversations/${id}/tags`, { tag_ids: tagIds }),
  untag: (id: string) => api('PUT', `/conversations/${id}/tags`, { tag_ids: tagIds.slice(1) }),
  judge: (id: string) => judge(id, 'positive'),
  judgeAnew: (id: string) => judge(id, 'negative'),
  rate: (id: string) => rate(id, 'positive'),
  rateAnew: (id: string) => rate(id, 'neutral'),
} as const satisfies Record<string, (id: string) => Promise<unknown>>;

const NAMES = Object.keys(CHANGES) as (keyof typeof CHANGES)[];

async function memberId(): Promise<string> {
  return (await app.current.database.db.selectFrom('members').select('user_id').executeTakeFirstOrThrow()).user_id;
}

/** The visitor whose conversation it is from now on. */
async function ownerOf(conversationId: string) {
  const session = { visitorId: systemIds.uuid(), agentId: app.current.first.chatbot_id };
  await app.current.database.db
    .updateTable('conversations')
    .set('visitor_id', session.visitorId)
    .where('id', '=', conversationId)
    .execute();
  return { workspaceId, conversationId, session: { ...session, subject: null, details: {}, metadata: {} } };
}

async function judge(id: string, rating: 'positive' | 'negative'): Promise<void> {
  const input = { ...(await ownerOf(id)), ord: 3, feedback: { rating, comment: rating } };
  await rateMessage(app.current.parley.deps, input).catch(() => {});
}

async function rate(id: string, answer: 'positive' | 'neutral'): Promise<void> {
  const widget = { ...DEFAULT_WIDGET_SETTINGS, ratingActive: true };
  const rating = { answers: { HELPFUL_THUMBS: answer }, comment: answer };
  await rateConversation(app.current.parley.deps, { ...(await ownerOf(id)), widget, rating });
}

async function change(id: string, names: readonly (keyof typeof CHANGES)[]): Promise<void> {
  for (const name of names) await CHANGES[name](id);
}

describe('an export is of one moment', () => {
  it('whatever happens while it is written', async () => {
    const some = fc.array(fc.constantFrom(...NAMES), { minLength: 2, maxLength: 6 });
    const property = fc.asyncProperty(some, some, async (before, after) => {
      const id: string = (await say('Hello', { visitor: { email: 'a@example.com' } })).json().conv_id;
      await change(id, before);
      const { read, key } = await begin({ scope: 'workspace', filter: {}, ids: [id] });
      const then = await read();
      const keys = await findKeys(app.current.database.named, key, { withOwn: true });
      await change(id, after);
      expect(await read(), `${before} | ${after}`).toEqual(then);
      const keysLater = await findKeys(app.current.database.named, key, { withOwn: true });
      expect([...keysLater.metadata.keys()].toSorted()).toEqual([...keys.metadata.keys()].toSorted());
      expect(keysLater.clientMetadata).toEqual(keys.clientMetadata);
    });
    await fc.assert(property, { numRuns: Number(process.env.MOMENT_RUNS ?? 6), endOnFailure: true });
  });

  it('also where everything happens', async () => {
    const id: string = (await say('Hello')).json().conv_id;
    await change(id, NAMES);
    const { read } = await begin();
    const then = await read();
    await change(id, [...NAMES, ...NAMES.toReversed()]);
    expect(await read()).toEqual(then);
    const { read: now } = await begin();
    expect(await now()).not.toEqual(then);
  });

  it('in which a conversation belongs to it or not, whatever becomes of it', async () => {
    const [stays, goes]: string[] = [(await say('One')).json().conv_id, (await say('Two')).json().conv_id];
    const open: ExportSelection = { scope: 'workspace', filter: { statuses: ['bot_active'] } };
    await api('PATCH', `/conversations/${goes}`, { status: 'resolved' });
    const { read, size } = await begin(open);
    await api('PATCH', `/conversations/${stays}`, { status: 'resolved' });
    await say('Three');
    expect(size).toEqual({ conversations: 1, messages: 3 });
    const slices = await read();
    expect(slices.map(({ conversation }) => [conversation.id, conversation.progress])).toEqual([[stays, 'open']]);
  });

  it('but has nothing of what was erased since', async () => {
    const [kept, erased]: string[] = [(await say('One')).json().conv_id, (await say('Two')).json().conv_id];
    const { session } = await ownerOf(erased ?? '');
    const { read } = await begin();
    const origin = visitorOrigin(workspaceId);
    await eraseVisitor(app.current.parley.deps, { ...session, origin });
    expect((await read()).map(({ conversation }) => conversation.id)).toEqual([kept]);
  });
});
