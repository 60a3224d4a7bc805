import { z } from 'zod';
import { queryDate, queryList } from '../shapes.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** With its comma. */
const UUID_LENGTH = 37;
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

/** Some ids, in a query; `words` may stand for ids too. */
export const queryUuids = (
  description: string,
  { max = VALUES_MAX, words = [] }: { readonly max?: number; readonly words?: readonly string[] } = {},
) =>
  queryList(description, Math.max(2_000, max * UUID_LENGTH))
    .transform((values, context) => {
      if (values.length <= max && values.every((value) => UUID.test(value) || words.includes(value))) {
        return [...new Set(values.map((value) => value.toLowerCase()))];
      }
      context.addIssue({
        code: 'custom',
        message: ['must be at most', max, 'UUIDs', ...words.map((word) => `or "${word}"`)].join(' '),
      });
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

/** The days between which conversations began, and had their last message. */
export const conversationDates = () => ({
  created_after: queryDate('Begun then or later.', 'start').optional(),
  created_before: queryDate('Begun then or earlier; a bare date includes that day.', 'end').optional(),
  last_message_after: queryDate('The last message came then or later.', 'start').optional(),
  last_message_before: queryDate(
    'The last message came then or earlier; a bare date includes that day.',
    'end',
  ).optional(),
});
