import { randomUUID } from 'node:crypto';
import type { ConversationRating, MessageFeedback } from '@parley/protocol';
import type { ConversationDetail, LiveEvent, WorkspaceMessage } from '@parley/protocol/api';
import { applyEvent, type ConversationView } from '@parley/sdk';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { changeChannelMessage } from '../../src/commands/change-channel-message.ts';
import type { ChannelAccess } from '../../src/commands/channel-access.ts';
import { followLink } from '../../src/commands/follow-link.ts';
import { markRead } from '../../src/commands/mark-read.ts';
import { rateConversation } from '../../src/commands/rate-conversation.ts';
import { rateMessage } from '../../src/commands/rate-message.ts';
import { reopenConversation } from '../../src/commands/reopen-conversation.ts';
import { requestPerson } from '../../src/commands/request-person.ts';
import { takeOver } from '../../src/commands/take-over.ts';
import { DEFAULT_WIDGET_SETTINGS } from '../../src/domain/agent/widget-settings.ts';
import { agentApi } from '../support/agent-api.ts';
import { testApp } from '../support/app.ts';
import { catchUpAnalysis } from '../support/catch-up-analysis.ts';
import type { Signed } from '../support/channel-kits/channel-kit.ts';
import { whatsappKit } from '../support/channel-kits/whatsapp.ts';
import { addChannel, deliver, settle } from '../support/channel-servers.ts';
import { chatClient } from '../support/chat.ts';
import { platforms } from '../support/platforms.ts';
import { setWidget } from '../support/widget-settings.ts';
import { workspaceApi } from '../support/workspace-api.ts';

const fake = await platforms({ graph: whatsappKit.routes });
const app = testApp({
  config: {
    rateLimits: false,
    trustProxy: 0,
    metricsToken: undefined,
    publicUrl: undefined,
    role: 'all',
    allowPrivateUrls: [fake.origin],
  },
});
const { say } = chatClient(app);
const agent = agentApi(app);
const api = workspaceApi(app);

/** What may happen: refused where the conversation's state does not allow it, which must leave no trace. */
const STEPS = {
  ask: (id: string) => say('What do you know about delivery?', { conv_id: id, client_metadata: { page: 'cart' } }),
  askForPerson: (id: string) => say('I want to talk to a human', { conv_id: id }),
  askInGerman: (id: string) => say('Ich möchte wissen, wann mein Paket ankommt', { conv_id: id }),
  introduce: (id: string) => say('It is me', { conv_id: id, visitor: { name: 'June', phone: null, label: 'vip' } }),
  metadata: (id: string) => agent('POST', metadataOf(id), { body: { metadata: { plan: 'pro', __proto__x: [1] } } }),
  lessMetadata: (id: string) => agent('POST', metadataOf(id), { body: { metadata: { plan: null, seats: 3 } } }),
  otherMetadata: (id: string) => agent('PUT', metadataOf(id), { body: { metadata: { constructor: { a: null } } } }),
  open: (id: string) => api('PATCH', `/conversations/${id}`, { status: 'open' }),
  request: (id: string) => api('PATCH', `/conversations/${id}`, { status: 'agent_requested', priority: 'low' }),
  resolve: (id: string) => api('PATCH', `/conversations/${id}`, { status: 'resolved', title: 'Done' }),
  close: (id: string) => api('PATCH', `/conversations/${id}`, { status: 'closed' }),
  archive: (id: string) => api('PATCH', `/conversations/${id}`, { status: 'archived', priority: 'high' }),
  contact: (id: string) =>
    api('PATCH', `/conversations/${id}`, { contact_email: 'june@example.com', contact_name: null, title: null }),
  assign: async (id: string) => api('PATCH', `/conversations/${id}`, { assigned_to: (await operator()).actor.id }),
  reply: (id: string) => api('POST', `/conversations/${id}/messages`, { text: `Hello ${'😀'.repeat(120)}` }),
  handBack: (id: string) => api('POST', `/conversations/${id}/handback`),
  takeOver: (id: string) => byOperator(id, (input) => takeOver(deps(), input)),
  reopen: (id: string) => byOperator(id, (input) => reopenConversation(deps(), { ...input, with: 'me' })),
  reopenForAgent: (id: string) => byOperator(id, (input) => reopenConversation(deps(), { ...input, with: 'agent' })),
  askPeople: (id: string) => byOperator(id, (input) => requestPerson(deps(), input)),
  read: (id: string) => byOperator(id, (input) => markRead(deps(), { ...input, unread: false })),
  unread: (id: string) => byOperator(id, (input) => markRead(deps(), { ...input, unread: true })),
  note: (id: string) => api('POST', `/conversations/${id}/notes`, { content: 'Call her back.' }),
  pinNote: async (id: string) => {
    const [note] = (await api('GET', `/conversations/${id}/notes`)).body.data;
    if (note) await api('PATCH', `/conversations/${id}/notes/${note.id}`, { pinned: !note.pinned, content: 'Called.' });
  },
  deleteNote: async (id: string) => {
    const [note] = (await api('GET', `/conversations/${id}/notes`)).body.data;
    if (note) await api('DELETE', `/conversations/${id}/notes/${note.id}`);
  },
  tag: async (id: string) => api('PUT', `/conversations/${id}/tags`, { tag_ids: await someTags(2) }),
  otherTag: async (id: string) => api('PUT', `/conversations/${id}/tags`, { tag_ids: (await someTags(3)).slice(1) }),
  judge: async (id: string) => judge(id, { rating: 'positive', comment: null }),
  judgeAnew: async (id: string) => judge(id, { rating: 'negative', comment: 'Not what I asked.' }),
  takeBack: async (id: string) => judge(id, null),
  rate: async (id: string) => rate(id, { answers: { HELPFUL_THUMBS: 'positive' }, comment: null }),
  rateAnew: async (id: string) => rate(id, { answers: { EXPERIENCE_THUMBS: 'neutral' }, comment: 'Slow' }),
  follow: (id: string) => follow(id),
  replyWithLink: (id: string) => api('POST', `/conversations/${id}/messages`, { text: `Read ${LINK}` }),
  analyse: () => catchUpAnalysis(app.current),
  untag: (id: string) => api('PUT', `/conversations/${id}/tags`, { tag_ids: [] }),
} as const satisfies Record<string, (id: string) => Promise<unknown>>;

const LINK = 'https://shop.example/terms';

const NAMES = Object.keys(STEPS) as (keyof typeof STEPS)[];

const metadataOf = (id: string): string => `/v1/api_core/conversations/${id}/metadata`;
const deps = () => app.current.parley.deps;

async function operator() {
  const { database } = app.current;
  const { workspace_id, user_id } = await database.db.selectFrom('members').selectAll().executeTakeFirstOrThrow();
  return { workspaceId: workspace_id, actor: { type: 'operator', id: user_id }, ip: null, userAgent: null } as const;
}

/** The visitor whose conversation it is from now on. */
async function ownerOf(conversationId: string) {
  const { database } = app.current;
  const session = { visitorId: randomUUID(), agentId: app.current.first.chatbot_id };
  await database.db
    .updateTable('conversations')
    .set('visitor_id', session.visitorId)
    .where('id', '=', conversationId)
    .execute();
  const { workspaceId } = await operator();
  return { workspaceId, conversationId, session: { ...session, subject: null, details: {}, metadata: {} } };
}

/** The number of the latest reply, or of the latest that has the words. */
async function latestReply(conversationId: string, words = ''): Promise<number> {
  const { db } = app.current.database;
  const found = await db
    .selectFrom('messages')
    .select('ord')
    .where('conversation_id', '=', conversationId)
    .where('author', '<>', 'visitor')
    .where('content', 'like', `%${words}%`)
    .orderBy('ord', 'desc')
    .executeTakeFirst();
  return found?.ord ?? 0;
}

async function judge(id: string, feedback: MessageFeedback | null): Promise<void> {
  const owner = await ownerOf(id);
  await rateMessage(deps(), { ...owner, ord: await latestReply(id), feedback }).catch(() => {});
}

async function rate(id: string, rating: ConversationRating): Promise<void> {
  const widget = { ...DEFAULT_WIDGET_SETTINGS, ratingActive: true };
  await rateConversation(deps(), { ...(await ownerOf(id)), widget, rating });
}

async function follow(id: string): Promise<void> {
  await setWidget(app.current, { linkTracking: true });
  const { workspaceId } = await operator();
  const link = { workspaceId, conversationId: id, ord: await latestReply(id, LINK), url: LINK };
  await followLink(deps(), { link, isRecorded: true }).catch(() => {});
}

type Input = { workspaceId: string; conversationId: string; origin: Awaited<ReturnType<typeof operator>> };

/** A refusal is an answer like any other. */
async function byOperator(conversationId: string, act: (input: Input) => Promise<unknown>): Promise<void> {
  const origin = await operator();
  await act({ workspaceId: origin.workspaceId, conversationId, origin }).catch(() => {});
}

async function someTags(count: number): Promise<string[]> {
  const palette = async () => (await api('GET', '/conversation-tags')).body.data;
  for (let index = (await palette()).length; index < count; index += 1) {
    await api('POST', '/conversation-tags', { name: `Tag ${index}` });
  }
  return (await palette()).slice(0, count).map(({ id }: { id: string }) => id);
}

async function expectFoldToBeView(chosen: readonly (keyof typeof STEPS)[]): Promise<LiveEvent[]> {
  const id: string = (await say('Hello', { visitor: { email: 'a@example.com' } })).json().conv_id;
  for (const name of chosen) await STEPS[name](id);
  await settled(id);
  return expectFoldOf(id);
}

async function expectFoldOf(id: string): Promise<LiveEvent[]> {
  const events = await eventsOf(id, 0);
  const view = fold(null, events);
  await expectSame(view, id);
  for (let seq = 1; seq < events.length; seq += 1) {
    const resumed = fold(fold(null, events.slice(0, seq)), await eventsOf(id, seq));
    expect(resumed).toEqual(view);
    // What is told again changes nothing.
    expect(fold(resumed, events)).toBe(resumed);
  }
  return events;
}

it('folding the events of a conversation gives what both APIs show of it, from any event on', async () => {
  const steps = fc.array(fc.constantFrom(...NAMES), { minLength: 4, maxLength: 14 });
  const property = fc.asyncProperty(steps, async (chosen) => {
    await expectFoldToBeView(chosen);
  });
  await fc.assert(property, { numRuns: Number(process.env.FOLD_RUNS ?? 8), endOnFailure: false });
});

it('so it does for one in which everything happens, and one that is missing is noticed', async () => {
  const [first, , ...rest] = await expectFoldToBeView([
    ...NAMES,
    ...(['reopen', 'replyWithLink', 'follow', 'judge', 'ask', 'note', 'tag', 'handBack', 'ask'] as const),
  ]);
  const types = new Set(rest.map(({ type }) => type));
  expect([...types].toSorted()).toEqual(
    [
      'conversation.analysed',
      'conversation.marked_unread',
      'conversation.metadata_set',
      'conversation.rated',
      'conversation.read',
      'conversation.tagged',
      'conversation.updated',
      'link.followed',
      'marker.added',
      'message.rated',
      'message.received',
      'message.sent',
      'note.created',
      'note.deleted',
      'note.updated',
      'turn.queued',
    ].toSorted(),
  );
  const begun = first ? applyEvent(null, first).view : null;
  for (const event of rest) expect(applyEvent(begun, event)).toEqual({ view: begun, outcome: 'gap' });
});

it('so it does for one of a messenger, whose messages change and come further', async () => {
  const { parley } = app.current;
  const channel = await addChannel(app.current, whatsappKit, fake);
  const hears = async (signed: Signed | undefined) => {
    if (signed) await deliver(parley, channel, signed);
    await settle(parley);
  };
  fake.script(whatsappKit.sends, 'drop');
  await hears(whatsappKit.sendsFile?.({ n: 1, text: 'What do you know about delivery?' }, 1));
  const { id } = await app.current.database.db.selectFrom('conversations').select('id').executeTakeFirstOrThrow();
  const latest = async () => (await messagesOf(id)).findLast(({ role }) => role === 'assistant')?.id;
  const sentId = async () =>
    (await parts()).flatMap(({ external_id }) => external_id ?? []).at(-1) ?? 'nothing was sent';
  const parts = () => app.current.database.db.selectFrom('channel_parts').selectAll().orderBy('ord').execute();
  await api('POST', `/conversations/${id}/messages/${await latest()}/resend`);
  await settle(parley);
  await hears(whatsappKit.receipt?.(await sentId(), 'delivered', 1));
  await hears(whatsappKit.receipt?.(await sentId(), 'read', 1));
  await hears(whatsappKit.says({ n: 2, text: 'I want to talk to a human' }, 1));
  await STEPS.takeOver(id);
  fake.script(whatsappKit.sends, whatsappKit.answers.windowClosed ?? 'drop');
  await STEPS.reply(id);
  await settle(parley);
  const template = { name: 'order_update', language: 'en_US', parameters: ['June', '4421'] };
  await api('POST', `/conversations/${id}/messages`, { template });
  await settle(parley);
  const change = (kind: 'edited' | 'deleted', n: number) =>
    changeChannelMessage(
      parley.deps,
      { channel } as ChannelAccess,
      {
        kind,
        key: `${kind} ${n}`,
        target: `wamid.HBgLNDg1MDEyMzQ1Njc=${n}`,
        message: { markdown: 'What do you know about returns?' },
        at: new Date(),
      } as Parameters<typeof changeChannelMessage>[2],
    );
  await change('edited', 1);
  await change('deleted', 2);
  await hears(whatsappKit.says({ n: 3, text: 'Are you there?' }, 1));
  await change('deleted', 3);
  await settled(id);
  const events = await expectFoldOf(id);
  const told = events.flatMap((event) =>
    event.type === 'message.changed'
      ? `${event.type} ${event.data.change}`
      : event.type === 'message.delivered' || event.type === 'message.undelivered'
        ? `${event.type} ${event.data.status}`
        : [],
  );
  expect(new Set(told)).toEqual(
    new Set([
      'message.changed files',
      'message.changed edited',
      'message.changed deleted',
      'message.undelivered unknown',
      'message.undelivered held',
      'message.delivered sent',
      'message.delivered delivered',
      'message.delivered read',
    ]),
  );
});

function fold(from: ConversationView | null, events: readonly LiveEvent[]): ConversationView | null {
  let view = from;
  for (const event of events) {
    const applied = applyEvent(view, event);
    expect(applied.outcome).not.toBe('gap');
    view = applied.view;
  }
  return view;
}

async function eventsOf(id: string, after: number): Promise<LiveEvent[]> {
  const page = (await api('GET', `/conversations/${id}/events?after=${after}`)).body;
  return page.has_more ? [...page.data, ...(await eventsOf(id, page.next_after))] : page.data;
}

/** A turn that was begun by a hand-back runs by itself. */
async function settled(id: string): Promise<void> {
  const turns = () =>
    app.current.database.db.selectFrom('conversations').select('turns').where('id', '=', id).executeTakeFirstOrThrow();
  await expect.poll(async () => (await turns()).turns, { timeout: 8_000 }).toEqual([]);
}

async function messagesOf(id: string, cursor = ''): Promise<WorkspaceMessage[]> {
  const page = (await api('GET', `/conversations/${id}/messages?limit=100${cursor}`)).body;
  return page.has_more ? [...page.data, ...(await messagesOf(id, `&cursor=${page.next_cursor}`))] : page.data;
}

async function expectSame(view: ConversationView | null, id: string): Promise<void> {
  if (!view) throw new Error('nothing was folded');
  expect(view.conversation).toEqual((await api('GET', `/conversations/${id}`)).body);
  expect(view.messages).toEqual(await messagesOf(id));
  const notes = (await api('GET', `/conversations/${id}/notes`)).body.data;
  const byId = (list: readonly { id: string }[]) => list.toSorted((a, b) => a.id.localeCompare(b.id));
  expect(byId(view.notes)).toEqual(byId(notes));
  const tags: { id: string }[] = (await api('GET', `/conversations/${id}/tags`)).body.data;
  expect(view.tagIds.toSorted()).toEqual(tags.map((tag) => tag.id).toSorted());
  expect(view.metadata).toEqual((await agent('GET', metadataOf(id))).body.metadata);
  const detail: ConversationDetail = (await agent('GET', `/v1/api_core/conversations/${id}`)).body;
  expect(agentView(view)).toEqual(
    Object.fromEntries(Object.keys(agentView(view)).map((key) => [key, Reflect.get(detail, key)])),
  );
  const [last] = (await agent('GET', `/v1/api_core/conversations/${id}/events?limit=100`)).body.items
    .filter(({ type }: { type: string }) => type === 'message')
    .slice(-1);
  expect(view.lastMessageContent).toBe(last.data.content);
}

/** What the Agent API's detail says, in the words of the view. */
function agentView({ conversation, ...view }: ConversationView) {
  const z = (time: string | null) => time?.replace('+00:00', 'Z') ?? null;
  return {
    id: conversation.id,
    title: conversation.title ?? '',
    source: view.source,
    created_at: z(conversation.created_at),
    last_message_at: z(conversation.last_message_at),
    last_message_content: view.lastMessageContent,
    last_visitor_message_at: z(view.lastVisitorMessageAt),
    terminated: view.progress === 'closed' || view.progress === 'archived',
    resolution_status: view.progress === 'open' ? 'open' : 'resolved',
    assignee: { type: { ai: 'ai_assistant', queue: 'unassigned', human: 'human_operator' }[view.driver] },
    has_unread_messages: view.unread,
    most_frequent_language: view.mostFrequentLanguage,
    visitor_name: conversation.contact_name,
    visitor_email: conversation.contact_email,
    visitor_phone_number: conversation.contact_phone,
    visitor_label: view.contactLabel,
    client_metadata: view.clientMetadata,
    verified_as: view.verifiedAs,
    unverified_metadata_keys: view.unverifiedKeys.toSorted(),
    rating: view.rating,
    unified_analysis: view.analysis,
  };
}
