import { afterAll, describe, expect, test } from 'vitest';
import { createJsonSchemas } from './json-schemas.ts';

const schemas = createJsonSchemas();
afterAll(() => schemas.close());

const PLAN = {
  type: 'object',
  properties: {
    plan: { enum: ['free', 'pro'] },
    seats: { type: 'integer', minimum: 1 },
    contact: { type: 'object', properties: { email: { type: 'string', format: 'email' } }, required: ['email'] },
  },
  required: ['plan'],
  additionalProperties: false,
};

describe('a value', () => {
  test('that satisfies its schema has no problems', async () => {
    expect(await schemas.validate(PLAN, { plan: 'pro', seats: 3, contact: { email: 'a@b.example' } })).toEqual([]);
  });

  test('is told every path that fails', async () => {
    expect(await schemas.validate(PLAN, { seats: 0, contact: {}, colour: 'red' })).toEqual(
      expect.arrayContaining([
        { path: 'plan', message: 'is required' },
        { path: 'seats', message: 'must be >= 1' },
        { path: 'contact.email', message: 'is required' },
        { path: 'colour', message: 'is not a known key' },
      ]),
    );
    expect(await schemas.validate(PLAN, { plan: 'gold', contact: { email: 'nobody' } })).toEqual(
      expect.arrayContaining([
        { path: 'plan', message: 'must be one of: "free","pro"' },
        { path: 'contact.email', message: 'must match format "email"' },
      ]),
    );
  });

  test('of draft-07 is checked by its rules, and of 2020-12 unless told', async () => {
    const tuple = { properties: { a: { items: [{ type: 'string' }], additionalItems: false } } };
    const old = { $schema: 'http://json-schema.org/draft-07/schema#', ...tuple };
    expect(await schemas.validate(old, { a: ['x', 'y'] })).toHaveLength(1);
    const recent = { properties: { a: { prefixItems: [{ type: 'string' }], items: false } } };
    expect(await schemas.validate(recent, { a: ['x', 'y'] })).toHaveLength(1);
  });

  test('is refused when a pattern would run for hours, and the next one is answered', async () => {
    const hostile = { properties: { a: { type: 'string', pattern: '^(a+)+$' } } };
    expect(await schemas.problemOf(hostile)).toBeNull();
    const problems = await schemas.validate(hostile, { a: `${'a'.repeat(60)}!` });
    expect(problems).toEqual([{ path: '', message: expect.stringContaining('too long') }]);
    expect(await schemas.validate(PLAN, { plan: 'free' })).toEqual([]);
  });
});

test('a thread that was closed is started again', async () => {
  await schemas.close();
  expect(await schemas.validate(PLAN, { plan: 'free' })).toEqual([]);
});

describe('a schema', () => {
  test.each([
    ['an unknown type', { type: 'colour' }],
    ['a broken pattern', { properties: { a: { pattern: '(' } } }],
    ['a reference to elsewhere', { $ref: 'https://schemas.example/plan.json' }],
    ['a draft that is not supported', { $schema: 'http://json-schema.org/draft-04/schema#' }],
    ['asynchronous keywords', { $async: true }],
  ])('with %s is refused with the reason', async (_name, schema) => {
    expect(await schemas.problemOf(schema)).toEqual(expect.any(String));
  });

  test('may use its own definitions, formats and unknown annotations', async () => {
    const schema = {
      $defs: { plan: { enum: ['free'] } },
      properties: { plan: { $ref: '#/$defs/plan' }, at: { format: 'date-time' } },
      'x-owner': 'sales',
    };
    expect(await schemas.problemOf(schema)).toBeNull();
  });

  test('does not meet another one of the same id', async () => {
    const schema = (type: string) => ({ $id: 'https://schemas.example/a', properties: { a: { type } } });
    expect(await schemas.validate(schema('string'), { a: 1 })).toHaveLength(1);
    expect(await schemas.validate(schema('number'), { a: 1 })).toEqual([]);
  });
});
