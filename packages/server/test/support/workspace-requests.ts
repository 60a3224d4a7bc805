import { randomUUID } from 'node:crypto';
import { pathForPeople, permissionForPeople } from '@parley/protocol';
import { ENDPOINTS, type Endpoint } from '@parley/protocol/api';
import type { InjectOptions } from 'fastify';
import type { NewWorkspace } from '../../src/commands/create-workspace.ts';
import type { TestApp } from './app.ts';
import { type Names, TOKEN_ENDPOINTS, withBody } from './endpoint-requests.ts';
import type { fakeSessions } from './fake-sessions.ts';
import { type SignedIn, signIn, workspaceIdOf } from './fake-sessions.ts';
import { furnish } from './furnished-agent.ts';

/** What people do before they have chosen a workspace stands apart: it asks for a session and for no workspace. */
const isOfWorkspace = ({ path }: Endpoint): boolean => path.startsWith('/v1/');

/** The endpoints of the Agent API as they stand for people who are signed in. */
export const AGENT_ENDPOINTS = TOKEN_ENDPOINTS.filter(({ surface }) => surface === 'agent').map(
  (endpoint): Endpoint => ({
    ...endpoint,
    surface: 'inbox',
    path: `/v1${pathForPeople(endpoint).slice('/inbox/api/{workspace_id}'.length)}`,
    permission: permissionForPeople(endpoint),
  }),
);

/** Every endpoint for keys and for people of a workspace: a new one joins the walks by itself. */
export const WORKSPACE_ENDPOINTS: readonly Endpoint[] = [
  ...(ENDPOINTS as readonly Endpoint[]).filter(
    (endpoint) => (endpoint.surface === 'workspace' || endpoint.surface === 'inbox') && isOfWorkspace(endpoint),
  ),
  ...AGENT_ENDPOINTS,
];

/** The walk reads answers to their end; a stream has none. */
export const isStream = ({ responses }: Endpoint): boolean =>
  Object.values(responses).some(({ content }) => 'text/event-stream' in content && !('application/json' in content));

/** A workspace with one of everything that addresses name; each text of it holds the mark. */
export type Furnished = {
  readonly agent: NewWorkspace;
  readonly workspaceId: string;
  readonly owner: SignedIn;
  readonly mark: string;
  /** What the endpoints of its agent name. */
  readonly names: Names;
  /** What stands for the last parameter of an address: `/v1/conversations/{id}`. */
  readonly ids: Readonly<Record<string, string>>;
};

/** Who asks: a key on its own surface, or a person in the inbox of a workspace. */
export type Asker = { readonly key: string | null } | { readonly person: SignedIn; readonly workspaceId?: string };

/** A request to an endpoint that it takes, about the things of a workspace. */
export function workspaceRequest(endpoint: Endpoint, about: Furnished, asker: Asker): InjectOptions {
  const url = addressOf(endpoint, about, asker);
  const headers = 'person' in asker ? { ...asker.person.headers } : authorization(asker.key);
  if (AGENT_ENDPOINTS.includes(endpoint)) {
    const search = endpoint.id === 'search-articles' ? '?query=policy' : '';
    return { method: endpoint.method, url: `${url}${search}`, ...withBody(endpoint, about.names, headers) };
  }
  if (endpoint.bodyType) return { method: endpoint.method, url, ...withBody(endpoint, about.names, headers) };
  if (!endpoint.body) return { method: endpoint.method, url, headers };
  const payload = JSON.stringify(bodyOf(endpoint, about));
  return { method: endpoint.method, url, headers: { ...headers, 'content-type': 'application/json' }, payload };
}

/** The surfaces that an endpoint stands on. */
export const surfacesOf = ({ surface }: Endpoint): readonly ('key' | 'person')[] =>
  surface === 'workspace' ? ['key', 'person'] : ['person'];

const authorization = (key: string | null): Record<string, string> =>
  key === null ? {} : { authorization: `Bearer ${key}` };

function addressOf({ path }: Endpoint, { ids, workspaceId }: Furnished, asker: Asker): string {
  const url = filled(path, ids);
  if (!('person' in asker)) return url;
  return `/inbox/api/${asker.workspaceId ?? workspaceId}${url.slice('/v1'.length)}`;
}

/** An address with what stands for its parameters. */
function filled(path: string, ids: Furnished['ids']): string {
  return path.replaceAll(/\{\w+\}/g, (param, at: number) => {
    const until = path.slice(0, at) + param;
    const value = ids[until];
    if (value === undefined) throw new Error(`the walk has no value for ${until}: furnish it`);
    return value;
  });
}

function bodyOf({ id, bodyExample }: Endpoint, { ids, mark }: Furnished): object {
  const special: Record<string, object> = {
    // The example ends the conversation, which the others are about.
    'update-conversation': { priority: 'low', title: 'Broken lamp' },
    'bulk-update-conversations': {
      ids: [ids['/v1/conversations/{id}']],
      action: { type: 'set_priority', priority: 'high' },
    },
    'erase-visitor': { confirmation: mark },
    'set-conversation-tags': { tag_ids: [ids['/v1/conversation-tags/{tag_id}']] },
    'create-channel': channelOf(ids, `Another ${mark}`),
  };
  return special[id] ?? (bodyExample as object | undefined) ?? {};
}

/** What a conversation must be for an endpoint to be of effect. */
const STATUS_BEFORE: Record<string, string> = {
  'send-conversation-message': 'agent_requested',
  'resend-message': 'agent_requested',
  'hand-back-conversation': 'agent_requested',
  'take-over-conversation': 'agent_requested',
  'reopen-conversation': 'resolved',
  'draft-reply': 'agent_requested',
};

/** Brings things into the state in which an endpoint is of effect. */
export async function makeReady(app: TestApp, { owner, ids }: Furnished, { id }: Endpoint): Promise<void> {
  const status = STATUS_BEFORE[id];
  const conversation = ids['/v1/conversations/{id}'];
  if (status) await send(app, owner, 'PATCH', `/conversations/${conversation}`, { status });
  if (id === 'update-ai-action') await switchActionsOff(app);
  if (id === 'create-analysis-run') await setRuns(app, 'done');
  if (id === 'cancel-analysis-run') await setRuns(app, 'running');
  if (id === 'redeliver-webhooks') await endRedeliveries(app);
  if (id === 'mark-conversation-unread') await send(app, owner, 'POST', `/conversations/${conversation}/read`);
  const agent = `/chatbots/${ids['/v1/chatbots/{id}']}`;
  await makeArticleReady(app, { owner, ids }, id);
  if (id === 'resend-mail') await failMails(app);
  if (id === 'resend-message') await failParts(app, { owner, ids });
  const avatar_image = 'https://example.com/face.png';
  if (id === 'remove-widget-avatar') await send(app, owner, 'PATCH', `${agent}/widget/configuration`, { avatar_image });
  if (id === 'resume-api-key') await send(app, owner, 'POST', `/api-keys/${ids['/v1/api-keys/{key_id}']}/pause`);
}

/** With changes that are not published, or with a text that is not its first. */
async function makeArticleReady(app: TestApp, { owner, ids }: Pick<Furnished, 'owner' | 'ids'>, id: string) {
  const number = ids['/v1/inbox/agents/{chatbot_id}/articles/{number}'];
  const agent = ids['/v1/chatbots/{id}'];
  const draft = { title: 'Returns', description: '', content: 'Within 60 days.', tags: [] };
  const at = `/inbox/agents/${agent}/articles/${number}/draft`;
  if (/^(get|discard|publish)-article-draft$/.test(id)) await send(app, owner, 'PUT', at, draft);
  const changed = { content: 'Within 90 days.' };
  const article = `/chatbots/${agent}/knowledge_base/articles/${number}`;
  if (id === 'restore-article-version') await send(app, owner, 'PATCH', article, changed);
}

async function failMails({ database }: TestApp): Promise<void> {
  await database.db.updateTable('mail_outbox').set({ state: 'failed' }).execute();
}

/** The agent's reply did not arrive on the workspace's channel. */
async function failParts({ database }: TestApp, { owner, ids }: Pick<Furnished, 'owner' | 'ids'>): Promise<void> {
  const at = new Date();
  const failed = { state: 'failed' as const, reason: 'refused', due_at: null };
  await database.db
    .insertInto('channel_parts')
    .values({
      id: randomUUID(),
      workspace_id: owner.workspaceId,
      channel_id: ids['/v1/channels/{id}'] ?? '',
      conversation_id: ids['/v1/conversations/{id}'] ?? '',
      ord: 3,
      part: 0,
      speaker: 'agent',
      speaker_name: 'Ada',
      body: 'It says so.',
      format: 'text',
      files: '[]',
      template: null,
      claimed_until: null,
      external_id: null,
      detail: null,
      created_at: at,
      ended_at: at,
      ...failed,
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'conversation_id', 'ord', 'part']).doUpdateSet(failed))
    .execute();
}

/** Switching on is a change then. */
async function switchActionsOff({ database }: TestApp): Promise<void> {
  await database.db.updateTable('ai_actions').set({ is_active: false }).execute();
}

/** One run at a time; only one that goes on can be called off. */
async function setRuns({ database }: TestApp, state: 'running' | 'done'): Promise<void> {
  await database.db.updateTable('analysis_runs').set({ state }).execute();
}

/** One redelivery at a time: the one that furnishing began is over. */
async function endRedeliveries({ database }: TestApp): Promise<void> {
  await database.db.updateTable('webhook_redeliveries').set({ state: 'done', ended_at: new Date() }).execute();
}

const channelOf = (ids: Furnished['ids'], name: string) => ({
  chatbot_id: ids['/v1/chatbots/{id}'],
  platform: 'telegram',
  name,
  settings: { bot_token: '123456:AAToken' },
});

/** What is made through the API itself: which endpoint makes it, from what, and the address where its id then stands. */
const MAKINGS: readonly {
  readonly at: string;
  readonly payload?: (mark: string, ids: Furnished['ids']) => object;
  readonly as: string;
}[] = [
  {
    at: '/v1/conversations/{id}/notes',
    payload: (mark) => ({ content: `Note ${mark}` }),
    as: '/v1/conversations/{id}/notes/{note_id}',
  },
  {
    at: '/v1/conversation-tags',
    payload: (mark) => ({ name: `Tag ${mark}`, color: '#C2410C' }),
    as: '/v1/conversation-tags/{tag_id}',
  },
  {
    at: '/v1/inbox/canned-replies',
    payload: (mark) => ({ shortcut: mark, title: `Reply ${mark}`, body: `Words of ${mark}` }),
    as: '/v1/inbox/canned-replies/{canned_reply_id}',
  },
  {
    at: '/v1/inbox/views',
    payload: (mark) => ({ name: `View ${mark}`, filter: { visitor: mark }, shared: true }),
    as: '/v1/inbox/views/{view_id}',
  },
  {
    at: '/v1/inbox/agents/{chatbot_id}/tokens',
    payload: (mark) => ({ name: `Token ${mark}`, scope: 'read_all' }),
    as: '/v1/inbox/agents/{chatbot_id}/tokens/{token_id}',
  },
  {
    at: '/v1/exports',
    payload: (mark) => ({ format: 'csv', filter: { visitor: mark } }),
    as: '/v1/exports/{export_id}',
  },
  { at: '/v1/analysis/runs', payload: () => ({}), as: '/v1/analysis/runs/{run_id}' },
  { at: '/v1/api-keys', payload: (mark) => ({ name: `Key ${mark}` }), as: '/v1/api-keys/{key_id}' },
  {
    at: '/v1/team/invitations',
    payload: (mark) => ({ email: `${mark}@example.com`, role: 'agent' }),
    as: '/v1/team/invitations/{invitation_id}',
  },
  {
    at: '/v1/qr-codes',
    payload: (mark) => ({ name: `Code ${mark}`, destination: { type: 'url', url: `https://example.com/${mark}` } }),
    as: '/v1/qr-codes/{id}',
  },
  {
    at: '/v1/products',
    payload: (mark) => ({ name: `Product ${mark}`, gtin: gtinOf(mark) }),
    as: '/v1/products/{id}',
  },
  {
    at: '/v1/objects',
    payload: (mark) => ({ type: 'room', external_id: mark, name: `Room ${mark}` }),
    as: '/v1/objects/{id}',
  },
  {
    at: '/v1/webhooks',
    payload: (mark) => ({ url: `https://example.com/${mark}`, events: ['conversation.assigned'] }),
    as: '/v1/webhooks/{id}',
  },
  { at: '/v1/channels', payload: (mark, ids) => channelOf(ids, `Channel ${mark}`), as: '/v1/channels/{id}' },
  { at: '/v1/webhooks/{id}/test', as: '/v1/webhooks/{id}/deliveries/{delivery_id}' },
  {
    at: '/v1/webhooks/{id}/redeliver',
    payload: () => ({ since: '2026-01-01T00:00:00+00:00' }),
    as: '/v1/webhooks/{id}/redeliveries/{redelivery_id}',
  },
];

/** Furnishes a workspace through its API as its owner. What has no endpoint yet is left out. */
export async function furnishWorkspace(
  app: TestApp,
  sessions: ReturnType<typeof fakeSessions>,
  agent: NewWorkspace,
  mark: string,
): Promise<Furnished> {
  const workspaceId = await workspaceIdOf(app, agent.chatbot_id);
  const owner = await signIn(app, sessions, { workspaceId, role: 'owner' });
  const member = await signIn(app, sessions, { workspaceId, role: 'member' });
  const names = await furnish(app, agent, mark);
  const ids: Record<string, string> = {
    '/v1/conversations/{id}': names.conversationId,
    '/v1/inbox/conversations/{id}': names.conversationId,
    // After the welcome and what the visitor asked.
    '/v1/inbox/conversations/{id}/messages/{ord}': '3',
    '/v1/conversations/{id}/messages/{message_id}': await messageOf(app, names.conversationId),
    '/v1/inbox/articles/{article_id}': await articleOf(app, agent),
    '/v1/inbox/articles/{article_id}/versions/{version}': '1',
    '/v1/chatbots/{id}': agent.chatbot_id,
    ...idsOfAgent(agent.chatbot_id, names),
    '/v1/products/by-gtin/{gtin}': gtinOf(mark),
    '/v1/team/members/{member_id}': await membershipOf(app, member),
  };
  for (const { at, payload, as } of MAKINGS) {
    const made = await send(app, owner, 'POST', filled(at, ids).slice('/v1'.length), payload?.(mark, ids));
    ids[as] = made.id;
  }
  ids['/v1/mails/{mail_id}'] = await mailOf(app, workspaceId);
  const contact = { title: `Title ${mark}`, contact_name: mark, status: 'agent_requested' };
  await send(app, owner, 'PATCH', `/conversations/${ids['/v1/conversations/{id}']}`, contact);
  return { agent, workspaceId, owner, mark, names, ids };
}

async function send(app: TestApp, owner: SignedIn, method: 'POST' | 'PATCH' | 'PUT', path: string, payload?: object) {
  const url = `/inbox/api/${owner.workspaceId}${path}`;
  const answer = await app.parley.app.inject({
    method,
    url,
    headers: owner.headers,
    ...(payload ? { payload } : {}),
  });
  if (answer.statusCode >= 300) throw new Error(`${method} ${path}: ${answer.statusCode} ${answer.body}`);
  return answer.json();
}

/** What the addresses of an agent's endpoints name. */
function idsOfAgent(chatbotId: string, names: Names): Record<string, string> {
  const at = '/v1/chatbots/{chatbot_id}';
  const article = `${at}/knowledge_base/articles`;
  return {
    [at]: chatbotId,
    '/v1/inbox/agents/{chatbot_id}': chatbotId,
    '/v1/inbox/agents/{chatbot_id}/articles/{number}': String(names.articleNumber),
    '/v1/inbox/agents/{chatbot_id}/articles/{number}/versions/{version}': '1',
    [`${at}/exports/{export_id}`]: names.exportId,
    [`${at}/ai_actions/{id}`]: String(names.articleNumber),
    [`${at}/ai_action_secrets/{name}`]: 'shop_token',
    [`${article}/{id}`]: String(names.articleNumber),
    [`${article}/{article_id}`]: String(names.articleNumber),
    [`${article}/{article_id}/lang_urls/{language}`]: names.language,
    [`${at}/conversations/{conv_id}`]: names.conversationId,
  };
}

/** The agent's first reply. */
async function messageOf({ database }: TestApp, conversationId: string): Promise<string> {
  const messages = database.db.selectFrom('messages').select('id').where('conversation_id', '=', conversationId);
  return (await messages.where('ord', '=', 3).executeTakeFirstOrThrow()).id;
}

/** The invitation that was just sent. */
async function mailOf({ database }: TestApp, workspaceId: string): Promise<string> {
  const mails = database.db.selectFrom('mail_outbox').select('id').where('workspace_id', '=', workspaceId);
  return (await mails.executeTakeFirstOrThrow()).id;
}

async function membershipOf({ database }: TestApp, { userId, workspaceId }: SignedIn): Promise<string> {
  const { id } = await database.db
    .selectFrom('members')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow();
  return id;
}

async function articleOf({ database }: TestApp, { chatbot_id }: NewWorkspace): Promise<string> {
  const { id } = await database.db
    .selectFrom('articles')
    .select('id')
    .where('agent_id', '=', chatbot_id)
    .where('number', '=', 1)
    .executeTakeFirstOrThrow();
  return id;
}

/** A valid GTIN-14 of a mark's own. */
function gtinOf(mark: string): string {
  const digits = [...mark].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_000_007, 7);
  const body = String(digits).padStart(13, '0');
  const sum = [...body].reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 3 : 1), 0);
  return `${body}${(10 - (sum % 10)) % 10}`;
}
