import { describe, expect, it } from 'vitest';
import { agentApi } from '../../support/agent-api.ts';
import { testApp } from '../../support/app.ts';
import { listAudit } from '../../support/audit.ts';
import { signedIn } from '../../support/person.ts';
import { dumpTables } from '../../support/table-dump.ts';

const app = testApp({ retriever: { retrieve: async () => [] } });
const call = agentApi(app);
const PATH = '/v1/api/ai_actions';

const request = (more: object = {}) => ({ method: 'GET', url: 'https://shop.example/orders', ...more });
const action = (more: object = {}, asked: object = {}) => ({
  type: 'http_request',
  name: 'Order status',
  description: 'Looks up an order.',
  http_request: request(asked),
  ...more,
});
const create = (more?: object, asked?: object) => call('POST', PATH, { body: action(more, asked) });
const change = (id: number, body: object) => call('PATCH', `${PATH}/${id}`, { body });
const hasActions = async () => {
  const { id, db } = { id: app.current.first.chatbot_id, db: app.current.database.db };
  return (await db.selectFrom('agents').select('has_actions').where('id', '=', id).executeTakeFirst())?.has_actions;
};

describe('the actions of an agent', () => {
  it('are created, listed as a bare array, read, changed and deleted', async () => {
    const made = await create({ icon: 'box', icon_color: '#123456' });
    expect(made).toMatchObject({ status: 201, body: { id: 1, tool_name: 'Order_status', missing: [] } });
    expect((await call('GET', PATH)).body).toEqual([
      {
        id: 1,
        name: 'Order status',
        description: 'Looks up an order.',
        is_active: true,
        type: 'http_request',
        icon: 'box',
        icon_color: '#123456',
        is_valid: true,
      },
    ]);
    expect((await call('GET', `${PATH}/1`)).body).toEqual(made.body);
    expect((await change(1, { name: 'Where is it?' })).body).toMatchObject({ tool_name: 'Where_is_it' });
    expect((await call('DELETE', `${PATH}/1`)).body).toEqual({ id: 1, deleted: true });
    expect((await call('GET', `${PATH}/1`)).status).toBe(404);
    expect((await create()).body.id, 'a number is not used again').toBe(2);
  });

  it('need write_all to be changed', async () => {
    const token = app.current.first.read_token;
    const refused = await call('POST', PATH, { token, body: action() });
    expect(refused.status).toBe(403);
    expect(refused.body.errors.root[0].message).toBe('Insufficient token scope. Required: write_all');
    expect((await call('GET', PATH, { token })).body).toEqual([]);
  });

  it('are at most fifteen, each with a name of its own', async () => {
    for (let number = 1; number <= 15; number += 1) {
      expect((await create({ name: `Action ${number}` })).status).toBe(201);
    }
    expect((await create({ name: 'One more' })).status).toBe(409);
    expect((await change(2, { name: 'action  1' })).status).toBe(409);
    expect((await change(2, { name: 'Ask a person' })).status).toBe(409);
    expect((await change(2, { name: '订单' })).body).toMatchObject({ tool_name: 'action_2' });
    expect((await change(2, { name: 'Żółw & café' })).body).toMatchObject({ tool_name: 'Zo_w_cafe' });
  });

  it('are told to the audit log without secrets', async () => {
    await call('PUT', `/v1/api/ai_action_secrets/token`, { body: { value: 'quince-marmalade' } });
    await create({}, { headers: [{ name: 'Authorization', value: 'Bearer {{secret.token}}' }] });
    await change(1, { is_active: false });
    await call('DELETE', `${PATH}/1`);
    await call('DELETE', `/v1/api/ai_action_secrets/token`);
    const log = await listAudit(app.current.parley);
    const acts = log.map(({ action: act }) => act).filter((act) => String(act).startsWith('ai_action'));
    expect(acts.toSorted()).toEqual([
      'ai_action.create',
      'ai_action.delete',
      'ai_action.update',
      'ai_action_secret.delete',
      'ai_action_secret.set',
    ]);
    expect(JSON.stringify(log)).not.toContain('quince');
  });

  it('are changed by people with the right, and not on top of what somebody else has changed', async () => {
    await create();
    const { browser, workspaceId } = await signedIn(app.current.parley, 'manager');
    const path = `/${workspaceId}/chatbots/${app.current.first.chatbot_id}/ai_actions/1`;
    const seen = await browser.api('GET', path);
    const etag = String(seen.headers.etag);
    const patch = (match: string) =>
      browser.api('PATCH', path, { description: 'Another.' }, { 'sec-fetch-site': 'same-origin', 'if-match': match });
    expect((await patch('"other"')).statusCode).toBe(409);
    const patched = await patch(etag);
    expect([patched.statusCode, patched.headers.etag]).toEqual([200, (await browser.api('GET', path)).headers.etag]);
    expect((await patch(etag)).statusCode).toBe(409);
    const { browser: member } = await signedIn(app.current.parley, 'member');
    expect((await member.api('PATCH', path, { description: 'No.' })).statusCode).toBe(403);
  });
});

describe('switching on', () => {
  it('a complete action that only reads is on at once, one that writes is not', async () => {
    expect((await create()).body.is_active).toBe(true);
    expect(await hasActions()).toBe(true);
    expect((await create({ name: 'Refund' }, { method: 'POST' })).body.is_active).toBe(false);
    await change(1, { is_active: false });
    expect(await hasActions()).toBe(false);
    expect((await change(2, { is_active: true })).body).toMatchObject({ is_active: true });
    expect(await hasActions()).toBe(true);
    await call('DELETE', `${PATH}/2`);
    expect(await hasActions()).toBe(false);
  });

  it('waits for what is missing, then happens once by itself', async () => {
    const made = await create({}, { url: 'https://[[shop]].example/{{metadata_id}}' });
    expect(made.body).toMatchObject({ is_valid: false, is_active: false });
    expect(made.body.missing).toEqual(['[[shop]] stands for something that is still to be filled in.']);
    const refused = await change(1, { is_active: true });
    expect(refused.status).toBe(422);
    expect(refused.body.errors.is_active[0].message).toContain('[[shop]]');
    expect((await call('POST', `${PATH}/1/test`, { body: {} })).status).toBe(409);
    expect((await change(1, { http_request: request() })).body).toMatchObject({ is_valid: true, is_active: true });
    const broken = request({ headers: [{ name: 'X-Key', value: '[[key]]' }] });
    expect((await change(1, { http_request: broken })).body).toMatchObject({ is_valid: false, is_active: false });
    expect((await change(1, { http_request: request() })).body, 'only the first time').toMatchObject({
      is_valid: true,
      is_active: false,
    });
  });
});

describe('a definition that cannot be', () => {
  const wrong: [string, object, string][] = [
    ['an unknown placeholder', { url: 'https://shop.example/{{order}}' }, 'http_request.url'],
    [
      'a secret that is not there',
      { headers: [{ name: 'X', value: '{{secret.none}}' }] },
      'http_request.headers.0.value',
    ],
    ['a placeholder for the host', { url: 'https://{{metadata_host}}/x' }, 'http_request.url'],
    ['one behind the host', { url: 'https://shop.example{{metadata_host}}/x' }, 'http_request.url'],
    ['one for the scheme', { url: '{{metadata_scheme}}://shop.example/x' }, 'http_request.url'],
    ['a user in the URL', { url: 'https://a:b@shop.example/x' }, 'http_request.url'],
    ['another scheme', { url: 'file:///etc/passwd' }, 'http_request.url'],
    ['a body of a GET', { body: { type: 'items', items: [] } }, 'http_request.body'],
    ['a header of the connection', { headers: [{ name: 'Host', value: 'x' }] }, 'http_request.headers.0.name'],
    ['a line break in a header', { headers: [{ name: 'X', value: 'a\r\nb: c' }] }, 'http_request.headers.0.value'],
    [
      'a header twice',
      {
        headers: [
          { name: 'X', value: 'a' },
          { name: 'x', value: 'b' },
        ],
      },
      'http_request.headers.1.name',
    ],
    [
      'a body that is no JSON',
      { method: 'POST', body: { type: 'raw', content: '{"a":}' } },
      'http_request.body.content',
    ],
    ['a path that is none', { response_filter: ['order.status'] }, 'http_request.response_filter.0'],
    [
      'a slow path',
      { save_to_memory: [{ path: '$[?match(@.a, "(a+)+")]', key: 'a' }] },
      'http_request.save_to_memory.0.path',
    ],
    [
      'a parameter named as a variable',
      { parameters: [{ name: 'language', type: 'str' }] },
      'http_request.parameters.0.name',
    ],
    [
      'a default of another type',
      { parameters: [{ name: 'n', type: 'int', default: 'x' }] },
      'http_request.parameters.0.default',
    ],
    [
      'a schema that does not compile',
      { parameters: [{ name: 'n', type: 'custom', schema: { type: 'x' } }] },
      'http_request.parameters',
    ],
    [
      'an equals without a value',
      { run_only_when: [{ key: 'a', operator: 'equals' }] },
      'http_request.run_only_when.0.value',
    ],
  ];
  it.each(wrong)('%s is refused by its field', async (_name, asked, field) => {
    const refused = await create({}, asked);
    expect([refused.status, Object.keys(refused.body.errors ?? {})]).toEqual([422, expect.arrayContaining([field])]);
    expect((await call('GET', PATH)).body).toEqual([]);
  });

  it.each([
    ['a name too long', { name: 'x'.repeat(65) }],
    ['a description too long', { description: 'x'.repeat(1_001) }],
    ['another type', { type: 'remote_mcp' }],
    ['a field that is none', { colour: 'red' }],
    ['eleven parameters', { http_request: request({ parameters: Array(11).fill({ name: 'a', type: 'str' }) }) }],
    ['an unknown type of parameter', { http_request: request({ parameters: [{ name: 'a', type: 'date' }] }) }],
  ])('%s is refused', async (_name, more) => {
    expect((await create(more)).status).toBe(422);
  });
});

describe('secrets', () => {
  it('are set and listed by name only, sealed, and not deleted while they are named', async () => {
    const set = await call('PUT', `/v1/api/ai_action_secrets/shop_token`, { body: { value: 'quince-marmalade' } });
    expect(set).toMatchObject({ status: 200, body: { name: 'shop_token', used_by: [] } });
    expect(JSON.stringify(set.body)).not.toContain('quince');
    await create({}, { query: [{ name: 'key', value: '{{secret.shop_token}}' }] });
    const { body } = await call('GET', `/v1/api/ai_action_secrets`);
    expect(body).toEqual([{ name: 'shop_token', updated_at: expect.any(String), used_by: [1] }]);
    expect((await call('DELETE', `/v1/api/ai_action_secrets/shop_token`)).status).toBe(409);
    await call('DELETE', `${PATH}/1`);
    expect((await call('DELETE', `/v1/api/ai_action_secrets/shop_token`)).status).toBe(200);
    expect((await call('DELETE', `/v1/api/ai_action_secrets/shop_token`)).status).toBe(404);
  });

  it('stand nowhere in the database as they are', async () => {
    await call('PUT', `/v1/api/ai_action_secrets/shop_token`, { body: { value: 'quince-marmalade' } });
    const rows = [...(await dumpTables(app.current.database)).values()].flat().join('\n');
    expect(rows).toContain('shop_token');
    expect(rows).not.toContain('quince-marmalade');
  });

  it.each([{ value: 'short' }, { value: 'with\nline breaks' }, {}, { value: 'long enough', more: 1 }])(
    'are refused as %j',
    async (body) => {
      expect((await call('PUT', `/v1/api/ai_action_secrets/shop_token`, { body })).status).toBe(422);
      expect((await call('GET', `/v1/api/ai_action_secrets`)).body).toEqual([]);
    },
  );
});

it('the metadata that placeholders can name are listed with what stood there last, of this agent alone', async () => {
  const other = await app.current.addForeign();
  const chat = (scenario_id: string, token: string) =>
    app.current.parley.app.inject({
      method: 'POST',
      url: '/chat',
      headers: { authorization: `Bearer ${token}` },
      payload: { scenario_id, text: 'Hello', visitor: { email: 'june@example.com' } },
    });
  const { conv_id } = (await chat(app.current.first.scenario_id, app.current.first.write_token)).json();
  await chat(other.scenario_id, other.write_token);
  await call('POST', `/v1/api_core/conversations/${conv_id}/metadata`, {
    body: { metadata: { plan: { name: 'pro' } } },
  });
  const keys = async (token?: string) =>
    (await call('GET', '/v1/api/ai_action_metadata', token === undefined ? {} : { token })).body.map(
      ({ key, sample }: { key: string; sample: unknown }) => [key, sample],
    );
  expect(await keys()).toEqual([
    ['visitor_email', 'june@example.com'],
    ['visitor_label', null],
    ['visitor_name', null],
    ['visitor_phone_number', null],
    ['plan', { name: 'pro' }],
  ]);
  expect((await keys(other.write_token)).map(([key]: [string]) => key)).not.toContain('plan');
});
