import { expect, it } from 'vitest';
import { toldSchema } from './listed-tools.ts';
import { isSwitchedOn, type RemoteMcp } from './remote-mcp.ts';
import { renderServer } from './remote-server.ts';

const remote = (more: Partial<RemoteMcp>): RemoteMcp => ({
  url: 'https://mcp.example/mcp',
  bearer: null,
  headers: [],
  tools: { enabled: [], disabled: [], default_tool_active: false },
  run_only_when: [],
  thinking_message: null,
  ...more,
});
const values = { variables: { language: null, country: 'DE' }, secrets: new Map([['key', 'a-long-secret']]) };

it.each([
  ['a', true, true],
  ['b', true, false],
  ['c', true, true],
  ['c', false, false],
] as const)('the tool %s, with a default of %s, is on: %s', (name, default_tool_active, isOn) => {
  expect(isSwitchedOn({ enabled: ['a'], disabled: ['a', 'b'], default_tool_active }, name)).toBe(isOn);
});

it('signs in with the secret, and shows its name', () => {
  expect(renderServer(remote({ bearer: '{{secret.key}}' }), values)).toMatchObject({
    server: { auth: { type: 'bearer', token: 'a-long-secret' } },
    shown: { authorization: 'Bearer {{secret.key}}' },
  });
  const headers = [{ name: 'X-Key', value: '{{secret.key}} {{country}}' }];
  expect(renderServer(remote({ headers }), values)).toMatchObject({
    server: { auth: { type: 'headers', headers: { 'x-key': 'a-long-secret DE' } } },
    shown: { 'x-key': '{{secret.key}} DE' },
  });
});

it.each(['{{language}}', '{{secret.none}}'])('asks nobody where there is no value for %s', (value) => {
  const refused = { type: 'refused', message: `There is no value for ${value}.` };
  expect(renderServer(remote({ headers: [{ name: 'X', value }] }), values)).toEqual(refused);
});

it('tells models an object and its properties, and nothing else of a schema', () => {
  const properties = { a: { type: 'string' } };
  const schema = { $schema: 'x', type: 'object', properties, required: ['a'], anyOf: [{}], not: {} };
  expect(toldSchema(schema)).toEqual({ type: 'object', properties, required: ['a'] });
});
