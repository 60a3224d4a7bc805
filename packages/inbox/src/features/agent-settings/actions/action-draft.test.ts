import type { AiActionDetail } from '@parley/protocol/api';
import { expect, it } from 'vitest';
import { draftOf, parameterValue, patchOf } from './action-draft.ts';
import { namedIn } from './placeholders.ts';

const request: NonNullable<AiActionDetail['http_request']> = {
  method: 'POST',
  url: 'https://shop.example/{{metadata_plan}}/{{order_id}}',
  headers: [{ name: 'Authorization', value: 'Bearer {{secret.token}}' }],
  query: [{ name: 'lang', value: '{{ language }}' }],
  body: { type: 'raw', content: '{"who": {{metadata_customer}}}' },
  parameters: [
    { name: 'order_id', description: 'Its number.', type: 'str', is_required: true, default: '1042' },
    { name: 'count', description: '', type: 'int', is_required: false, default: 3 },
    { name: 'rest', description: '', type: 'custom', is_required: false, schema: { type: 'array' } },
  ],
  thinking_message: null,
  save_to_memory: [{ path: '$.status', key: 'order_status' }],
  run_only_when: [
    { key: 'customer', operator: 'exists' },
    { key: 'zip', operator: 'equals', value: '01067' },
    { key: 'code', operator: 'equals', value: '12' },
    { key: 'seats', operator: 'equals', value: 12 },
  ],
  response_filter: ['$.status'],
};

const detail: AiActionDetail = {
  id: 1,
  name: 'Order status',
  description: 'Looks up an order.',
  is_active: true,
  type: 'http_request',
  icon: null,
  icon_color: null,
  is_valid: true,
  tool_name: 'Order_status',
  missing: [],
  http_request: request,
  remote_mcp: null,
  created_at: '2026-11-30T08:00:00Z',
  updated_at: '2026-11-30T08:00:00Z',
};

it('sends back what it was shown: a text that looks like a number stays one', () => {
  const draft = draftOf(detail);
  expect(draft.conditions.map(({ value }) => value)).toEqual(['', '01067', '"12"', '12']);
  expect(patchOf(draft)).toEqual({ name: detail.name, description: detail.description, http_request: request });
});

it('sends no body with GET, and keeps what was typed', () => {
  const draft = { ...draftOf(detail), method: 'GET' } as const;
  expect(patchOf(draft).http_request?.body).toBeNull();
  expect(draft.bodyText).toBe('{"who": {{metadata_customer}}}');
});

it('sends what is none of a type as it was typed, for the server to refuse', () => {
  expect([
    parameterValue('int', '7'),
    parameterValue('int', 'seven'),
    parameterValue('bool', 'true'),
    parameterValue('str', '7'),
  ]).toEqual([7, 'seven', true, '7']);
  const draft = draftOf(detail);
  const parameters = draft.parameters.map((each) => ({ ...each, schema: 'not JSON' }));
  expect(patchOf({ ...draft, parameters }).http_request?.parameters).toMatchObject([{}, {}, { schema: 'not JSON' }]);
});

it('names what a test needs samples of', () => {
  expect(namedIn(draftOf(detail))).toEqual({ metadata: ['plan', 'customer'], variables: ['language'] });
});
