import { z } from 'zod';
import { queryList } from '../shapes.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** More values than these would make a query that no caller means. */
const VALUES_MAX = 50;

const documented = (description: string) => ({
  openapi: { type: 'string' },
  description: `${description} Separate several by commas.`,
});

/** Some of a set of words, in a query. */
export const queryWords = <const W extends readonly [string, ...string[]]>(description: string, words: W) =>
  queryList(description)
    .transform((values, context): W[number][] => {
      const known = words.filter((word) => values.includes(word));
      if (values.every((value) => words.includes(value))) return known;
      context.addIssue({ code: 'custom', message: `must be some of: ${words.join(', ')}` });
      return z.NEVER;
    })
    .meta(documented(description));

/** Some ids, in a query. */
export const queryUuids = (description: string) =>
  queryList(description)
    .transform((values, context) => {
      if (values.length <= VALUES_MAX && values.every((value) => UUID.test(value))) {
        return [...new Set(values.map((value) => value.toLowerCase()))];
      }
      context.addIssue({ code: 'custom', message: `must be at most ${VALUES_MAX} UUIDs` });
      return z.NEVER;
    })
    .meta(documented(description));

/** One id, in a query. */
export const queryUuid = (description: string) =>
  z
    .string()
    .regex(UUID, 'must be a UUID')
    .transform((value) => value.toLowerCase())
    .meta({ openapi: { type: 'string', format: 'uuid' }, description });
