import { describe, expect, it } from 'vitest';
import { mcpClients } from '../../support/mcp-clients.ts';
import { scriptedModel } from '../../support/scripted-model.ts';
import { testServers } from '../../support/servers.ts';
import { storeConversation } from '../../support/stored-conversation.ts';

const model = scriptedModel(
  ({ history }) => `You said something, and before it there was ${history.length} times something.`,
);
const servers = testServers({ model, retriever: { retrieve: async () => [] } });
const connect = mcpClients(servers);

const said = (answer: { content: unknown }) => (answer.content as { text: string }[])[0]?.text ?? '';

describe.each(['2025-11-25', '2026-07-28'])('an agent as a tool, for clients of %s', (version) => {
  const options = version === '2026-07-28' ? { versionNegotiation: { mode: 'auto' as const } } : {};

  it('is named by its settings, answers, and goes on with a conversation', async () => {
    const { write_token } = servers.current.first;
    const client = await connect(write_token, options);
    const { tools } = await client.listTools();
    expect(tools.map(({ name, title }) => [name, title])).toEqual([['send_message', 'Ada']]);
    expect(tools[0]?.inputSchema).toMatchObject({ required: ['text'], additionalProperties: false });

    const first = await client.callTool({ name: 'send_message', arguments: { text: 'Hello' } });
    expect(first.isError).toBeFalsy();
    const { conv_id, reply, sources } = first.structuredContent as { conv_id: string; reply: string; sources: [] };
    expect([reply.startsWith('You said'), sources]).toEqual([true, []]);
    expect(said(first)).toBe(`${reply}\n\nconv_id: ${conv_id}`);

    const next = await client.callTool({ name: 'send_message', arguments: { text: 'And now?', conv_id } });
    expect(next.structuredContent).toMatchObject({ conv_id });
    expect(next.structuredContent).not.toMatchObject({ reply });

    const row = await servers.current.database.db.selectFrom('conversations').selectAll().executeTakeFirstOrThrow();
    expect([row.id, row.source]).toEqual([conv_id, 'mcp']);
  });

  it('tells how far the reply is where the client wants to know', async () => {
    const client = await connect(servers.current.first.write_token, options);
    const seen: number[] = [];
    const answer = await client.callTool(
      { name: 'send_message', arguments: { text: 'Hello' } },
      { onprogress: ({ progress }) => seen.push(progress) },
    );
    const { reply } = answer.structuredContent as { reply: string };
    expect(seen.length).toBeGreaterThan(1);
    expect(seen.at(-1)).toBe(reply.length);
  });
});

describe('an agent as a tool', () => {
  it('is refused to a token that may only read, and nothing is stored', async () => {
    const client = await connect(servers.current.first.read_token);
    const answer = await client.callTool({ name: 'send_message', arguments: { text: 'Hello' } });
    expect(answer.isError).toBe(true);
    expect(said(answer)).toContain('Insufficient token scope. Required: write_all');
    expect(await servers.current.database.db.selectFrom('conversations').selectAll().execute()).toEqual([]);
  });

  it('takes a conversation of another agent for none', async () => {
    const foreign = await servers.current.addForeign();
    const theirs = await connect(foreign.write_token);
    const { structuredContent } = await theirs.callTool({ name: 'send_message', arguments: { text: 'Hello' } });
    const { conv_id } = structuredContent as { conv_id: string };
    const { parley, first } = servers.current;
    const made = await parley.app.inject({
      method: 'POST',
      url: '/v1/chatbots',
      headers: { authorization: `Bearer ${first.workspace_key}` },
      payload: { name: 'Bea', status: 'active' },
    });
    const beside = await storeConversation(servers.current, { agentId: made.json().id });
    const client = await connect(first.write_token);
    const unknown = '0198c0de-0000-7000-8000-000000000099';
    for (const id of [conv_id, beside.id, unknown, 'nothing']) {
      const answer = await client.callTool({ name: 'send_message', arguments: { text: 'Hello', conv_id: id } });
      expect([answer.isError, said(answer)]).toEqual([true, `bad_request: Conversation conv_id ${id} is not valid.`]);
    }
  });

  it.each([
    ['no text', {}],
    ['an empty text', { text: ' ' }],
    ['a text too long', { text: 'x'.repeat(8_001) }],
    ['a field that it does not have', { text: 'Hello', scenario_id: 'x' }],
  ])('says what is wrong with %s', async (_what, args) => {
    const client = await connect(servers.current.first.write_token);
    const answer = await client.callTool({ name: 'send_message', arguments: args });
    expect(answer.isError).toBe(true);
    expect(said(answer)).toMatch(/text|scenario_id/);
    expect(await servers.current.database.db.selectFrom('conversations').selectAll().execute()).toEqual([]);
  });
});
