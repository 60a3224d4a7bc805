import { AppError, type ConversationEvent } from '@parley/protocol';
import { beforeEach, expect, it } from 'vitest';
import { scriptedModel } from '../../src/agent/scripted.ts';
import type { Draft } from '../../src/domain/turn/turn-context.ts';
import { testApp } from '../support/app.ts';
import { chatClient } from '../support/chat.ts';
import { teamSets } from '../support/team.ts';

/** What the agent thinks of each text; a text that is not here gets small talk. */
const DRAFTS: Record<string, () => Draft | Promise<Draft>> = {
  'Do you fly?': () => ({ kind: 'unknown', text: '', evidence: [] }),
  'Yes, please': () => ({ kind: 'handoff', text: '', evidence: [] }),
  'Who are you?': () => ({ kind: 'answer', text: 'I am Ada.', evidence: [{ type: 'setting', name: 'name' }] }),
  'Prove it': () => ({ kind: 'answer', text: 'Surely.', evidence: [] }),
  Break: () => {
    throw new AppError('unavailable', 'The model is away.');
  },
  Think: async () => {
    began();
    await thought;
    return { kind: 'smalltalk', text: 'Done.', evidence: [] };
  },
};
let began = (): void => {};
let thought: Promise<void> = Promise.resolve();
const app = testApp({
  model: scriptedModel({
    draft: ({ questions }) => {
      const asked = questions.map(({ content }) => content);
      return DRAFTS[asked.at(-1) ?? '']?.() ?? { kind: 'smalltalk', text: `So: ${asked.join(', ')}`, evidence: [] };
    },
  }),
  retriever: { retrieve: async () => [] },
});
const { say } = chatClient(app);

let conv_id: string | undefined;
beforeEach(() => {
  conv_id = undefined;
});

/** Says it in the story's conversation, and gives the reply or the refusal. */
async function visitor(text: string, headers: Record<string, string> = {}, query = ''): Promise<string> {
  const answer = await say(text, { conv_id }, headers, query);
  conv_id = answer.headers['x-conversation-id']?.toString() ?? conv_id;
  return answer.statusCode === 200 && query === '' ? answer.json().reply : answer.body;
}

const team = (to: Parameters<typeof teamSets>[2]) => teamSets(app.current.parley, conv_id ?? '', to);
const agentIs = async ({ state = 'active', settings = {} }: { state?: 'active' | 'paused'; settings?: object }) => {
  const set = { state, settings: JSON.stringify(settings) };
  await app.current.database.db.updateTable('agents').set(set).execute();
};

/** The events of the story's conversation, a line each. */
async function story(): Promise<string[]> {
  const rows = await app.current.database.db.selectFrom('events').select(['type', 'data']).orderBy('seq').execute();
  return rows.map((row) => told(row as ConversationEvent));
}

function told({ type, data }: ConversationEvent): string {
  switch (type) {
    case 'conversation.started':
      return `begins on ${data.source}`;
    case 'message.received':
      return `visitor ${data.ord}`;
    case 'message.sent':
      return data.answers === undefined ? `welcome ${data.ord}` : `agent ${data.ord} answers ${data.answers}`;
    case 'marker.added':
      return `marker ${data.code}`;
    case 'conversation.updated':
      return ['becomes', ...[data.driver?.to, data.progress?.to].filter(Boolean)].join(' ');
    case 'conversation.metadata_set':
      return `metadata ${data.changed.join()}`;
    case 'conversation.read':
    case 'conversation.marked_unread':
    case 'conversation.tagged':
    case 'conversation.analysed':
    case 'note.created':
    case 'note.updated':
    case 'note.deleted':
    case 'message.rated':
    case 'conversation.rated':
    case 'link.followed':
    case 'message.changed':
    case 'message.delivered':
    case 'message.undelivered':
      return type;
    case 'turn.queued':
      return `turn of ${data.ord} again`;
    case 'turn.ended':
      return `turn of ${data.ord} ${data.reason}`;
  }
}

const BEGUN = ['begins on api', 'welcome 1', 'visitor 2'];
const ANSWERED = [...BEGUN, 'agent 3 answers 2'];

it('a visitor asks, and the agent answers', async () => {
  expect(await visitor('Hello')).toBe('So: Hello');
  expect(await story()).toEqual(ANSWERED);
});

it('a visitor asks again, and each question has its answer', async () => {
  await visitor('Hello');
  expect(await visitor('Who are you?')).toBe('I am Ada.');
  expect(await story()).toEqual([...ANSWERED, 'visitor 4', 'agent 5 answers 4']);
});

it('on a stream the story is the same', async () => {
  expect(await visitor('Hello', {}, '?stream=true')).toContain('event: done');
  expect(await story()).toEqual(ANSWERED);
});

it('an answer without evidence becomes the offer to ask a person', async () => {
  expect(await visitor('Prove it')).toMatch(/Shall I ask a person/);
  expect(await story()).toEqual(ANSWERED);
});

it('the agent does not know, the visitor wants a person, and the agent is silent from then on', async () => {
  expect(await visitor('Do you fly?')).toMatch(/Shall I ask a person/);
  expect(await visitor('Yes, please')).not.toBe('');
  expect(await visitor('Hello?')).toBe('');
  expect(await story()).toEqual([
    ...ANSWERED,
    'visitor 4',
    'agent 5 answers 4',
    'marker handoff_requested',
    'becomes queue',
    'visitor 6',
  ]);
});

it('the agent does not know, the visitor wants nobody, and the agent goes on', async () => {
  await visitor('Do you fly?');
  expect(await visitor('No')).toBe('So: No');
  expect(await story()).toEqual([...ANSWERED, 'visitor 4', 'agent 5 answers 4']);
});

it('without people nobody is offered and nobody is called', async () => {
  await agentIs({ settings: { peopleEnabled: false } });
  expect(await visitor('Do you fly?')).not.toMatch(/person/);
  await visitor('Yes, please');
  expect(await story()).toEqual([...ANSWERED, 'visitor 4', 'agent 5 answers 4']);
});

it('the model fails, and the next question is answered together with the one left behind', async () => {
  expect(await visitor('Break')).toBe('The model is away.');
  expect(await visitor('Hello')).toBe('So: Break, Hello');
  expect(await story()).toEqual([...BEGUN, 'turn of 2 failed', 'visitor 3', 'agent 4 answers 3']);
});

it('a request that failed is sent again under its key, and its message is stored once', async () => {
  const key = { 'idempotency-key': 'k' };
  const away = DRAFTS.Break;
  await visitor('Break', key);
  DRAFTS.Break = () => ({ kind: 'smalltalk', text: 'Mended.', evidence: [] });
  conv_id = undefined;
  expect(await visitor('Break', key)).toBe('Mended.');
  if (away) DRAFTS.Break = away;
  expect(await story()).toEqual([...BEGUN, 'turn of 2 failed', 'turn of 2 again', 'agent 3 answers 2']);
});

it('a person takes over while the agent thinks, and its reply is dropped', async () => {
  await visitor('Hello');
  const [thinks, thinking] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  began = thinks.resolve;
  thought = thinking.promise;
  const reply = visitor('Think');
  await thinks.promise;
  await team({ driver: 'human' });
  thinking.resolve();
  expect(await reply).toBe('');
  expect(await visitor('Anyone?')).toBe('');
  expect(await story()).toEqual([
    ...ANSWERED,
    'visitor 4',
    'marker operator_joined',
    'becomes human',
    'turn of 4 superseded',
    'visitor 5',
  ]);
});

it.each(['resolved', 'closed', 'archived'] as const)('a visitor comes back to a %s conversation', async (progress) => {
  await visitor('Hello');
  await team({ driver: 'human', progress });
  expect(await visitor('Me again')).toBe('So: Me again');
  const marker = progress === 'archived' ? [] : [`marker ${progress}`];
  const back = ['becomes ai open', 'visitor 4', 'agent 5 answers 4'];
  expect(await story()).toEqual([...ANSWERED, ...marker, `becomes human ${progress}`, ...back]);
});

it('where people keep what they had, a visitor comes back to them', async () => {
  await visitor('Hello');
  await agentIs({ settings: { peopleKeepConversations: true } });
  await team({ driver: 'human', progress: 'resolved' });
  expect(await visitor('Me again')).toBe('');
  const back = ['marker handoff_requested', 'becomes queue open', 'visitor 4'];
  expect(await story()).toEqual([...ANSWERED, 'marker resolved', 'becomes human resolved', ...back]);
});

it('a paused agent leaves its visitors to people', async () => {
  await agentIs({ state: 'paused' });
  expect(await visitor('Hello')).toBe('');
  const queued = ['marker handoff_requested', 'becomes queue', 'visitor 2'];
  expect(await story()).toEqual(['begins on api', 'welcome 1', ...queued]);
});

it('a paused agent without people stores nothing', async () => {
  await agentIs({ state: 'paused', settings: { peopleEnabled: false } });
  expect(await visitor('Hello')).toBe('This agent is not available at the moment.');
  expect(await story()).toEqual([]);
});

it('another system sets metadata between two questions', async () => {
  await visitor('Hello');
  await app.current.parley.app.inject({
    method: 'POST',
    url: `/v1/api_core/conversations/${conv_id}/metadata`,
    headers: { authorization: `Bearer ${app.current.first.write_token}` },
    payload: { metadata: { plan: 'pro' } },
  });
  await visitor('And now?');
  expect(await story()).toEqual([...ANSWERED, 'metadata plan', 'visitor 4', 'agent 5 answers 4']);
});
