import { describe, expect, it } from 'vitest';
import { givenValue, problemsByKey, shownValue } from './field-value.ts';
import { schemaFields, takesOtherKeys } from './schema-fields.ts';

const SCHEMA = {
  type: 'object',
  required: ['plan'],
  additionalProperties: false,
  properties: {
    plan: { title: 'Plan', description: 'What they pay for', enum: ['free', 'pro', null] },
    seats: { type: ['integer', 'null'] },
    since: { type: 'string', format: 'date' },
    seen: { type: 'string', format: 'date-time' },
    vip: { type: 'boolean' },
    rate: { type: 'number' },
    note: { type: 'string' },
    address: { type: 'object' },
  },
};

describe('a form from the metadata schema', () => {
  it('asks for each key as what it is', () => {
    expect(schemaFields(SCHEMA)?.map(({ key, kind }) => [key, kind])).toEqual([
      ['plan', 'choice'],
      ['seats', 'integer'],
      ['since', 'date'],
      ['seen', 'instant'],
      ['vip', 'boolean'],
      ['rate', 'number'],
      ['note', 'text'],
      ['address', 'json'],
    ]);
    expect(schemaFields(SCHEMA)?.[0]).toEqual({
      key: 'plan',
      label: 'Plan',
      hint: 'What they pay for',
      isRequired: true,
      kind: 'choice',
      options: ['free', 'pro'],
    });
    expect(takesOtherKeys(SCHEMA)).toBe(false);
    expect(takesOtherKeys(null)).toBe(true);
  });

  it.each([[null], [{}], [{ type: 'array' }], [{ properties: [] }], [{ $ref: '#/x' }]])(
    'leaves %j to rows of keys and values',
    (schema) => {
      expect(schemaFields(schema)).toBeNull();
    },
  );

  it.each([
    [{ kind: 'integer' }, 3, '3'],
    [{ kind: 'number' }, 2.5, '2.5'],
    [{ kind: 'boolean' }, false, 'false'],
    [{ kind: 'text' }, 'Ulm', 'Ulm'],
    [{ kind: 'date' }, '2026-05-22', '2026-05-22'],
    [{ kind: 'choice', options: [1, 2] }, 2, '2'],
    [{ kind: 'json' }, { city: 'Ulm' }, '{\n  "city": "Ulm"\n}'],
  ] as const)('shows and gives back the same %j', (field, value, shown) => {
    expect(shownValue(value, field)).toBe(shown);
    expect(givenValue(shown, field)).toEqual(value);
  });

  it('gives an instant back though it is shown in the reader’s time zone', () => {
    const at = '2026-05-22T14:08:00.000Z';
    expect(givenValue(shownValue(at, { kind: 'instant' }), { kind: 'instant' })).toBe(at);
  });

  it('takes a key away where its field is empty, and lets the server refuse what is none', () => {
    expect(givenValue('  ', { kind: 'number' })).toBeNull();
    expect(givenValue('many', { kind: 'integer' })).toBe('many');
    expect(givenValue('plain words', { kind: 'json' })).toBe('plain words');
  });

  it('puts each problem beside its key', () => {
    const fields = { 'metadata.plan': 'must be one of', 'metadata.address.city': 'is required', metadata: 'too long' };
    expect(problemsByKey(fields, ['plan', 'address'])).toEqual({
      plan: 'must be one of',
      address: 'is required',
      '': 'too long',
    });
  });
});
