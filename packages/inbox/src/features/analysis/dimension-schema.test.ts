import { describe, expect, it } from 'vitest';
import { FIRST_SCHEMA, isFormEnough, schemaDraftOf, schemaOf, switchView } from './dimension-schema.ts';

describe('the form of a value', () => {
  it.each([
    { type: 'string', enum: ['low', 'medium', 'high'] },
    { type: 'string' },
    { type: 'number', minimum: 0, maximum: 1.5 },
    { type: 'integer', maximum: 100 },
    { type: 'boolean' },
    { type: 'array', items: { type: 'string' } },
    { items: { enum: ['a', 'b'], type: 'string' }, type: 'array' },
  ])('says $type as it is stored', (schema) => {
    const draft = schemaDraftOf(schema);
    expect(draft.isJson).toBe(false);
    expect(schemaOf(draft)).toEqual(schema);
  });

  it.each([
    { type: 'string', maxLength: 20 },
    { type: 'string', enum: ['low', 3] },
    { type: 'string', enum: [' low '] },
    { type: 'array', items: { type: 'string' }, maxItems: 3 },
    { type: 'object' },
  ])('leaves to JSON what it cannot say: %j', (schema) => {
    const draft = schemaDraftOf(schema);
    expect(draft).toMatchObject({ isJson: true });
    expect(schemaOf(draft)).toEqual(schema);
  });

  it('takes words one a line, each once', () => {
    expect(schemaOf({ ...FIRST_SCHEMA, words: ' low\n\nhigh \nlow' })).toEqual({
      type: 'string',
      enum: ['low', 'high'],
    });
  });

  it('sends a bound that is no number as it was typed, so that it is refused and not lost', () => {
    expect(schemaOf({ ...FIRST_SCHEMA, kind: 'number', from: 'one' })).toEqual({ type: 'number', minimum: 'one' });
  });
});

describe('the two views of a value', () => {
  const draft = { ...FIRST_SCHEMA, words: 'low\nhigh' };

  it('say the same', () => {
    const asJson = switchView(draft, true);
    expect(schemaOf(asJson)).toEqual(schemaOf(draft));
    expect(switchView(asJson, false)).toMatchObject({ isJson: false, kind: 'choice', words: 'low\nhigh' });
  });

  it('part where the JSON says more', () => {
    const more = { ...switchView(draft, true), json: '{"type":"string","maxLength":9}' };
    expect(isFormEnough(more)).toBe(false);
    expect(isFormEnough({ ...more, json: '{"type":"boolean"}' })).toBe(true);
    expect(switchView(more, false)).toEqual(more);
  });

  it('tell what is no JSON from a schema', () => {
    for (const json of ['', '{', '[]', 'null']) expect(schemaOf({ ...draft, isJson: true, json })).toBeNull();
  });
});
