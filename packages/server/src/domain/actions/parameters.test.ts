import { expect, it } from 'vitest';
import type { ActionParameter } from './http-request.ts';
import { givenArguments, inputSchemaOf, withDefaults } from './parameters.ts';
import { isBuiltIn, toolNameOf } from './tool-name.ts';

const parameter = (name: string, more: Partial<ActionParameter> = {}): ActionParameter => ({
  name,
  description: '',
  type: 'str',
  is_required: true,
  ...more,
});
const PARAMETERS = [
  parameter('id', { type: 'int', description: 'Its number.' }),
  parameter('note', { is_required: false }),
  parameter('limit', { type: 'float', default: 5 }),
  parameter('now', { type: 'bool' }),
  parameter('list', { type: 'custom', schema: { type: 'array' } }),
];

it('parameters become the schema of what the model fills in', () => {
  expect(inputSchemaOf(PARAMETERS)).toEqual({
    type: 'object',
    properties: {
      id: { type: 'integer', description: 'Its number.' },
      note: { type: 'string' },
      limit: { type: 'number' },
      now: { type: 'boolean' },
      list: { type: 'array' },
    },
    required: ['id', 'now', 'list'],
    additionalProperties: false,
  });
});

it('what is left out is not there, and what has a default gets it', () => {
  expect(givenArguments(PARAMETERS, { id: null, note: null, limit: null })).toEqual({ id: null });
  expect(givenArguments(PARAMETERS, 'text')).toBe('text');
  expect(withDefaults(PARAMETERS, { id: 1 })).toEqual({ id: 1, limit: 5 });
  expect(withDefaults(PARAMETERS, { limit: 0 })).toEqual({ limit: 0 });
});

it.each([
  ['Order status', 'Order_status'],
  ['  a / b  ', 'a_b'],
  ['Rückgabe', 'Ruckgabe'],
  ['订单', 'action_7'],
  ['---', 'action_7'],
  ['x'.repeat(64), 'x'.repeat(64)],
])('%j is the tool %s', (name, toolName) => {
  expect(toolNameOf(name, 7)).toBe(toolName);
  expect(toolName).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
});

it('tools that every agent has are not taken', () => {
  expect(['ask_a_person', 'Remember', 'order'].map(isBuiltIn)).toEqual([true, true, false]);
});
