import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { beforeEach, describe, expect, it } from 'vitest';
import { scriptedModel } from '../../src/agent/scripted.ts';
import { testApp } from '../support/app.ts';

/**
 * The shell examples of the published contract, as they stand there: only the host, the token, the scenario and the
 * conversation's id are put in. They run in a real shell against a server that listens.
 */
const START = `curl -X POST https://app.quickchat.ai/chat \\
  -H 'Authorization: Bearer <API_TOKEN>' \\
  -H 'Content-Type: application/json' \\
  -d '{
  "scenario_id": "<SCENARIO_ID>",
  "text": "Hello!"
}'`;
const CONTINUE = `curl -X POST https://app.quickchat.ai/chat \\
  -H 'Authorization: Bearer <API_TOKEN>' \\
  -H 'Content-Type: application/json' \\
  -d '{
  "scenario_id": "<SCENARIO_ID>",
  "conv_id": "conv-uuid-1234",
  "text": "What is your return policy?"
}'`;
const CLIENT_METADATA = `curl -X POST https://app.quickchat.ai/chat \\
  -H 'Authorization: Bearer <API_TOKEN>' \\
  -H 'Content-Type: application/json' \\
  -d '{
  "scenario_id": "<SCENARIO_ID>",
  "conv_id": "conv-uuid-1234",
  "text": "Hello!",
  "client_metadata": {"userId": 12, "website": "mywebsite.com"}
}'`;
const LIST = `curl 'https://app.quickchat.ai/v1/api_core/conversations?limit=10&resolution_status=open' \\
  -H 'Authorization: Bearer <API_TOKEN>'`;
const DETAIL = `curl https://app.quickchat.ai/v1/api_core/conversations/conv-uuid-1234/ \\
  -H 'Authorization: Bearer <API_TOKEN>'`;
const EVENTS = `curl 'https://app.quickchat.ai/v1/api_core/conversations/conv-uuid-1234/events/?limit=20' \\
  -H 'Authorization: Bearer <API_TOKEN>'`;
const GET_METADATA = `curl https://app.quickchat.ai/v1/api_core/conversations/conv-uuid-1234/metadata \\
  -H 'Authorization: Bearer <API_TOKEN>'`;
const SET_METADATA = `curl -X POST https://app.quickchat.ai/v1/api_core/conversations/conv-uuid-1234/metadata \\
  -H 'Authorization: Bearer <API_TOKEN>' \\
  -H 'Content-Type: application/json' \\
  -d '{
  "metadata": {
    "ticket_id": "T-1234",
    "priority": "high"
  }
}'`;

const REPLY = 'Hi there! How can I help you today?';
const app = testApp({ model: scriptedModel({ draft: () => ({ kind: 'smalltalk', text: REPLY, evidence: [] }) }) });
let host = '';

beforeEach(async () => {
  const { server } = app.current.parley.app;
  if (!server.listening) await app.current.parley.app.listen({ port: 0, host: '127.0.0.1' });
  const address = server.address();
  host = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});

const shell = promisify(execFile);

async function run(example: string, conversationId = 'conv-uuid-1234', token = app.current.first.write_token) {
  const command = example
    .replaceAll('https://app.quickchat.ai', host)
    .replaceAll('<API_TOKEN>', token)
    .replaceAll('<SCENARIO_ID>', app.current.first.scenario_id)
    .replaceAll('conv-uuid-1234', conversationId);
  const { stdout } = await shell('bash', ['-c', `${command} -s -w '\\n%{http_code}'`]);
  const end = stdout.lastIndexOf('\n');
  return { status: Number(stdout.slice(end + 1)), body: stdout.slice(0, end) };
}

const read = async (example: string, conversationId?: string) => {
  const { status, body } = await run(example, conversationId);
  expect([status, body]).toEqual([200, expect.stringMatching(/^[{]/)]);
  return JSON.parse(body);
};
const start = async (): Promise<string> => (await read(START)).conv_id;

const uuid = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const timestamp = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);

describe('the Chat page', () => {
  it('starts a conversation: the reply is number 3, and there are four fields', async () => {
    expect(await read(START)).toEqual({ conv_id: uuid, reply: REPLY, ord_number: 3, src: 0 });
  });

  it('continues it with the id that was returned', async () => {
    const id = await start();
    expect(await read(CONTINUE, id)).toEqual({ conv_id: id, reply: REPLY, ord_number: 5, src: 0 });
  });

  it('takes client metadata', async () => {
    const id = await start();
    expect(await read(CLIENT_METADATA, id)).toMatchObject({ conv_id: id, ord_number: 5 });
    expect((await read(DETAIL, id)).client_metadata).toEqual({ userId: 12, website: 'mywebsite.com' });
  });

  it('refuses the id of the examples, in the words of the contract', async () => {
    expect(await run(CONTINUE)).toEqual({ status: 400, body: 'Conversation conv_id conv-uuid-1234 is not valid.' });
  });

  it('answers 400 without a valid token, and 404 for another scenario', async () => {
    expect((await run(START, undefined, 'nonsense')).status).toBe(400);
    const elsewhere = START.replace('<SCENARIO_ID>', 'abc');
    expect(await run(elsewhere)).toEqual({ status: 404, body: 'No implementation found for scenario_id abc' });
  });
});

const summary = (id: string) => ({
  id,
  ord: expect.any(Number),
  created_at: timestamp,
  last_message_at: timestamp,
  title: expect.any(String),
  source: 'api',
  terminated: false,
  resolution_status: 'open',
  has_unread_messages: true,
  supports_inbox_control: true,
  last_message_content: REPLY,
  most_frequent_language: 'en',
  assignee: { type: 'ai_assistant' },
  visitor_name: null,
  visitor_email: null,
  visitor_phone_number: null,
  visitor_label: null,
});

describe('the Conversations page', () => {
  it('lists with every field of the example', async () => {
    const id = await start();
    await read(CONTINUE, id);
    expect(await read(LIST)).toEqual({ items: [summary(id)], offset: 0, limit: 10, count: 1 });
  });

  it('gives the details', async () => {
    const id = await start();
    await read(CONTINUE, id);
    expect(await read(DETAIL, id)).toEqual({
      ...summary(id),
      url: null,
      client_metadata: null,
      last_visitor_message_at: timestamp,
      unified_analysis: null,
      // Additions of ours.
      rating: null,
      verified_as: null,
      unverified_metadata_keys: [],
    });
  });

  it('gives the events, welcome message first', async () => {
    const id = await start();
    const { items, offset, limit } = await read(EVENTS, id);
    const messages = items.filter((item: { type: string }) => item.type === 'message');
    const message = (ord: number, author: string, content: string, isWelcome: boolean) => ({
      id: uuid,
      ord,
      created_at: timestamp,
      content,
      author,
      handoff_state: null,
      message_insights: ord === 3 ? expect.any(Object) : null,
      feedback: null,
      client_metadata: null,
      sources_generated: [],
      is_welcome: isWelcome,
      attachments: [],
    });
    expect([offset, limit]).toEqual([0, 20]);
    expect(messages.map(({ data }: { data: object }) => data)).toEqual([
      message(1, 'ai_assistant', 'Hello! How can I help you today?', true),
      message(2, 'visitor', 'Hello!', false),
      message(3, 'ai_assistant', REPLY, false),
    ]);
  });
});

describe('the Conversation Metadata page', () => {
  it('sets and gets', async () => {
    const id = await start();
    const metadata = { ticket_id: 'T-1234', priority: 'high' };
    expect(await read(SET_METADATA, id)).toEqual({ metadata });
    expect(await read(GET_METADATA, id)).toEqual({ metadata });
  });

  it('needs write_all to set, in the words of the contract', async () => {
    const id = await start();
    const { status, body } = await run(SET_METADATA, id, app.current.first.read_token);
    expect(status).toBe(403);
    expect(JSON.parse(body).errors.root[0].message).toBe('Insufficient token scope. Required: write_all');
  });
});
