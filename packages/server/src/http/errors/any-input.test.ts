import { AppError } from '@parley/protocol';
import { ENDPOINTS, type Endpoint } from '@parley/protocol/api';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { renderAgentError } from './agent-dialect.ts';
import { parseOrRefuse } from './validation.ts';

const json = fc.jsonValue({ maxDepth: 3, stringUnit: 'binary' });
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('-1', '1e9', '9'.repeat(20), '2026-99-99', '\u0000'),
);
const queryValue = fc.oneof(text, fc.array(text, { maxLength: 3 }));

/** Objects with the schema's own keys, so that the values reach the checks behind them. */
function inputsOf(schema: z.ZodType, value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const object = 'in' in schema ? (schema.in as z.ZodType) : schema;
  const keys = 'shape' in object ? Object.keys(object.shape as object) : [];
  return fc.record(Object.fromEntries(keys.map((key) => [key, value])), { requiredKeys: [] });
}

/** The schema takes the input, or refuses it as a 422 that says why. Anything else would be a 500. */
function isHandled(schema: z.ZodType, input: unknown): void {
  try {
    parseOrRefuse(schema, input);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    expect(renderAgentError(error, 'r1').status).toBe(422);
    expect(error.message).not.toBe('');
    // What zod says to programmers: the fields of this input are no such words.
    for (const { message } of error.details?.fields ?? [])
      expect(message).not.toMatch(/^(Too |Invalid|Unrecog)|expected/);
  }
}

describe('any input whatever', () => {
  const parts = (ENDPOINTS as readonly Endpoint[]).flatMap(({ id, body, query, params }) => [
    ...(body ? [{ name: `${id} body`, schema: body, value: json }] : []),
    ...(query ? [{ name: `${id} query`, schema: query, value: queryValue }] : []),
    ...(params ? [{ name: `${id} params`, schema: params, value: text }] : []),
  ]);

  it.each(parts)('is taken or refused with a reason: $name', ({ schema, value }) => {
    fc.assert(
      fc.property(fc.oneof(json, inputsOf(schema, value)), (input) => isHandled(schema, input)),
      { numRuns: 100 },
    );
  });
});
