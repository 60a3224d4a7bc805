import { describe, expect, it } from 'vitest';
import { createRemoteTools } from '../../../src/runtime/remote-tools/remote-tools.ts';
import { agentApi } from '../../support/agent-api.ts';
import { testApp } from '../../support/app.ts';
import { listAudit } from '../../support/audit.ts';
import { mcpService, textResult } from '../../support/mcp-service.ts';

const shop = await mcpService();
const remoteTools = createRemoteTools({
  allowPrivateUrls: [shop.origin],
  limits: { timeoutMs: 500, maxBytes: 1024 * 1024 },
});
const app = testApp({ remoteTools, retriever: { retrieve: async () => [] } });
const call = agentApi(app);
const PATH = '/v1/api/ai_actions';
const SECRET = 'quince-marmalade-42';

const remote = (more: object = {}) => ({ url: shop.url, ...more });
const create = (more?: object, fields: object = {}) =>
  call('POST', PATH, { body: { type: 'remote_mcp', name: 'Shop', remote_mcp: remote(more), ...fields } });
const change = (body: object) => call('PATCH', `${PATH}/1`, { body });
const refresh = (id = 1) => call('POST', `${PATH}/${id}/tools`, { body: {} });
const setSecret = () => call('PUT', '/v1/api/ai_action_secrets/token', { body: { value: SECRET } });
const statesOf = ({ tools }: { tools: { name: string; is_active: boolean }[] }) =>
  Object.fromEntries(tools.map(({ name, is_active }) => [name, is_active]));

describe('an action that calls remote tools', () => {
  it('is created, listed, read, changed and deleted like the others', async () => {
    const made = await create();
    expect(made).toMatchObject({
      status: 201,
      body: {
        type: 'remote_mcp',
        http_request: null,
        is_active: false,
        is_valid: false,
        missing: ['The server has not been asked for its tools yet.'],
        remote_mcp: {
          url: shop.url,
          bearer: null,
          headers: [],
          tools: { enabled: [], disabled: [], default_tool_active: false },
          run_only_when: [],
          thinking_message: null,
        },
      },
    });
    expect((await call('GET', `${PATH}/1`)).body).toEqual(made.body);
    expect((await call('GET', PATH)).body).toMatchObject([{ id: 1, type: 'remote_mcp' }]);
    expect((await change({ name: 'Store' })).body).toMatchObject({ tool_name: 'Store' });
    shop.has([{ name: 'a' }]);
    await refresh();
    expect((await call('DELETE', `${PATH}/1`)).status).toBe(200);
    expect((await call('GET', `${PATH}/1/tools`)).status).toBe(404);
  });

  it('is switched on by somebody, once its tools are known, and off with another server', async () => {
    shop.has([{ name: 'look_up' }]);
    expect((await create({}, { is_active: true })).status).toBe(422);
    await create();
    expect((await call('GET', PATH)).body).toMatchObject([{ is_active: false }]);
    const [{ id }] = (await call('GET', PATH)).body;
    const path = `${PATH}/${id}`;
    const patch = (body: object) => call('PATCH', path, { body });
    expect((await patch({ is_active: true })).status).toBe(422);
    await refresh(id);
    expect((await call('GET', path)).body, 'never by itself').toMatchObject({ is_valid: true, is_active: false });
    expect((await patch({ is_active: true })).body).toMatchObject({ is_active: true });
    const same = { remote_mcp: remote({ tools: { default_tool_active: true } }) };
    expect((await patch(same)).body).toMatchObject({ is_active: true });
    const moved = { remote_mcp: remote({ url: `${shop.url}/other` }) };
    expect((await patch(moved)).body).toMatchObject({ is_active: false, is_valid: false });
    expect((await call('GET', `${path}/tools`)).body).toEqual({ problem: null, listed_at: null, tools: [] });
  });

  it('cannot be switched on, asked or tested while something is to be filled in', async () => {
    const made = await create({ bearer: '[[token]]' });
    expect(made.body.missing).toEqual(['[[token]] stands for something that is still to be filled in.']);
    expect((await change({ is_active: true })).status).toBe(422);
    expect((await refresh()).status).toBe(409);
    expect((await call('POST', `${PATH}/1/test`, { body: { tool: 'x' } })).status).toBe(409);
    expect(shop.requests).toEqual([]);
  });
});

describe('a definition that cannot be', () => {
  const wrong: [string, object, string][] = [
    ['a bearer and headers', { bearer: '{{secret.token}}', headers: [{ name: 'X', value: 'y' }] }, 'bearer'],
    ['a token for all to read', { bearer: 'abcdefgh' }, 'bearer'],
    ['a secret that is not there', { bearer: '{{secret.none}}' }, 'bearer'],
    ['a variable as a token', { bearer: '{{language}}' }, 'bearer'],
    ['a placeholder in the URL', { url: 'https://shop.example/{{secret.token}}' }, 'url'],
    ['a program', { url: 'stdio:npx' }, 'url'],
    ['a user in the URL', { url: 'https://a:b@shop.example/' }, 'url'],
    ['metadata in a header', { headers: [{ name: 'X', value: '{{metadata_plan}}' }] }, 'headers.0.value'],
    ['a header of the protocol', { headers: [{ name: 'Mcp-Session-Id', value: 'x' }] }, 'headers.0.name'],
    ['a header of the connection', { headers: [{ name: 'Host', value: 'x' }] }, 'headers.0.name'],
    ['an equals without a value', { run_only_when: [{ key: 'a', operator: 'equals' }] }, 'run_only_when.0.value'],
    ['a program to start', { command: 'npx' }, ''],
  ];
  it.each(wrong)('%s is refused by its field', async (_name, more, field) => {
    await setSecret();
    const refused = await create(more);
    expect(refused.status, JSON.stringify(refused.body)).toBe(422);
    expect(JSON.stringify(refused.body.errors)).toContain(field === '' ? 'remote_mcp' : `remote_mcp.${field}`);
    expect((await call('GET', PATH)).body).toEqual([]);
  });

  it.each([
    ['another type', { type: 'stdio' }],
    ['the definition of another', { http_request: { method: 'GET', url: 'https://shop.example' } }],
  ])('%s is refused', async (_name, fields) => {
    expect((await create({}, fields)).status).toBe(422);
    expect((await call('GET', PATH)).body).toEqual([]);
  });

  it('nor can an action become one of another type', async () => {
    await create();
    const http_request = { method: 'GET', url: 'https://shop.example' };
    expect((await change({ http_request })).body.errors).toHaveProperty('http_request');
    expect((await change({ http_request, remote_mcp: remote() })).status).toBe(422);
    expect((await call('GET', `${PATH}/1`)).body).toMatchObject({ type: 'remote_mcp', http_request: null });
  });
});

describe('the tools of a server', () => {
  it('are listed with what the switches say: enabled before disabled before the rest', async () => {
    shop.has([
      { name: 'both', description: 'Both.', annotations: { readOnlyHint: true } },
      { name: 'off' },
      { name: 'new' },
    ]);
    await create({ tools: { enabled: ['both'], disabled: ['both', 'off'], default_tool_active: true } });
    const { body } = await refresh();
    expect(statesOf(body)).toEqual({ both: true, off: false, new: true });
    expect(body.tools[0]).toEqual({
      name: 'both',
      tool_name: 'both',
      title: null,
      description: 'Both.',
      input_schema: { type: 'object' },
      is_read_only: true,
      is_active: true,
      warnings: [],
    });
    await change({ remote_mcp: remote({ tools: { disabled: ['off'] } }) });
    const listed = await call('GET', `${PATH}/1/tools`);
    expect(statesOf(listed.body)).toEqual({ both: false, off: false, new: false });
    expect(shop.listings(), 'reading asks nobody').toBe(1);
    expect((await listAudit(app.current.parley)).map(({ action }) => action)).toContain('ai_action.update');
  });

  it('whose names others have are warned about, and are called otherwise', async () => {
    const http_request = { method: 'GET', url: 'https://shop.example/' };
    await call('POST', PATH, { body: { type: 'http_request', name: 'Look up', description: 'x', http_request } });
    shop.has([{ name: 'look_up' }, { name: 'ask_a_person' }, { name: 'look.up' }, { name: '订单' }]);
    await create({ tools: { default_tool_active: true } });
    const { body } = await refresh(2);
    expect(body.tools.map(({ tool_name }: { tool_name: string }) => tool_name)).toEqual([
      'Shop_look_up',
      'Shop_ask_a_person',
      'Shop_look_up_2',
      'tool_4',
    ]);
    expect(body.tools[0].warnings).toEqual(['Its name is that of the action 1: the model knows it as Shop_look_up.']);
    expect(body.tools[3].warnings).toEqual([]);
  });

  it('that cannot be taken are shown with the reason, and are never on', async () => {
    const properties = { a: { type: 'string', description: 'x'.repeat(20_000) } };
    shop.has([
      { name: 'large', inputSchema: { type: 'object', properties } },
      { name: 'broken', inputSchema: { type: 'object', properties: { a: { type: 'nothing' } } } },
      { name: 'strange', inputSchema: { type: 'object', properties: { 'a b': {} } } },
      { name: 'fine', description: 'y'.repeat(5_000) },
    ]);
    await create({ tools: { default_tool_active: true } });
    const { body } = await refresh();
    expect(statesOf(body)).toEqual({ large: false, broken: false, strange: false, fine: true });
    expect(body.tools.slice(0, 3).every(({ warnings }: { warnings: string[] }) => warnings.length === 1)).toBe(true);
    expect(body.tools[3].description).toHaveLength(1_000);
  });

  it('stay what they were when the server cannot be asked, which is said without its words', async () => {
    await setSecret();
    shop.has([{ name: 'look_up' }]);
    await create({ headers: [{ name: 'X-Key', value: '{{secret.token}} {{conversation_channel}}' }] });
    await refresh();
    expect(shop.requests.at(-1)?.headers['x-key']).toBe(`${SECRET} preview`);
    shop.answers(({ headers }, response) => void response.writeHead(401).end(`no: ${headers['x-key']}`));
    const { status, body } = await refresh();
    expect([status, body.problem]).toEqual([200, 'The server does not accept our credentials (status 401).']);
    expect(body.tools).toMatchObject([{ name: 'look_up' }]);
    expect(JSON.stringify(body)).not.toContain(SECRET);
  });

  it('are for those who may, and of this agent', async () => {
    await create();
    const { read_token: token } = app.current.first;
    expect((await call('POST', `${PATH}/1/tools`, { token, body: {} })).status).toBe(403);
    expect((await call('GET', `${PATH}/1/tools`, { token })).status).toBe(200);
    const { write_token: foreign } = await app.current.addForeign();
    expect((await call('GET', `${PATH}/1/tools`, { token: foreign })).status).toBe(404);
    expect((await call('POST', `${PATH}/1/tools`, { token: foreign, body: {} })).status).toBe(404);
    expect(shop.requests).toEqual([]);
  });
});

describe('a test', () => {
  const inputSchema = { type: 'object', properties: { n: { type: 'integer' } }, required: ['n'] };

  it('calls one tool with sample arguments, switched on or not, and shows no secret', async () => {
    await setSecret();
    shop.has([{ name: 'look_up', inputSchema }]);
    await create({ bearer: '{{secret.token}}' });
    await refresh();
    shop.gives(({ arguments: given }, { headers }) => textResult(`${given.n} ${headers.authorization}`));
    const { body } = await call('POST', `${PATH}/1/test`, { body: { tool: 'look_up', parameters: { n: 5 } } });
    expect(body).toMatchObject({ outcome: 'ok', response_body: '5 Bearer {{secret.token}}', saved: {} });
    expect(JSON.stringify(body)).not.toContain(SECRET);
    expect((await call('GET', `${PATH}/1/calls`)).body.items).toEqual([]);
    const wrong = await call('POST', `${PATH}/1/test`, { body: { tool: 'look_up', parameters: { n: 'x' } } });
    expect(wrong.body).toMatchObject({ outcome: 'invalid_arguments', message: 'n must be integer.', request: null });
    expect(shop.calls).toHaveLength(1);
  });

  it('of a tool that is not there is refused', async () => {
    shop.has([{ name: 'look_up' }]);
    await create();
    await refresh();
    for (const body of [{ tool: 'other' }, {}])
      expect((await call('POST', `${PATH}/1/test`, { body })).body.errors).toHaveProperty('tool');
    const http_request = { method: 'GET', url: 'https://shop.example/' };
    await call('POST', PATH, { body: { type: 'http_request', name: 'H', description: 'x', http_request } });
    expect((await call('POST', `${PATH}/2/test`, { body: { tool: 'x' } })).status).toBe(422);
  });
});
