import { z } from 'zod';
import { LIMITS } from '../limits.ts';
import { type DateBound, parseDateBound } from './date-bound.ts';
import { isStorableJson, isStorableText, type Json } from './storable.ts';

/** Replaces what zod would say of a schema in the OpenAPI document, where the wire form differs from the parsed one. */
const documented = <S extends z.ZodType>(schema: S, openapi: Json, description: string) =>
  schema.meta({ openapi, description });

/** Free text that the database can store. Lengths count UTF-16 units. */
export const text = (max: number, min = 0) =>
  z
    .string()
    .min(min, min === 1 ? 'must not be empty' : `must have at least ${min} characters`)
    .max(max, `must have at most ${max} characters`)
    .refine(isStorableText, 'must not contain NUL characters or broken surrogate pairs');

/** A JSON object from outside, with its keys and strings checked for what the database can store. */
export const jsonObject = () =>
  z
    .record(z.string(), z.custom<Json>((value) => value !== undefined).meta({ openapi: {} }))
    .refine((value) => isStorableJson(value), 'must be at most 32 levels deep, without NUL or broken surrogate pairs');

/** An instant in UTC, `2026-01-15T10:30:00.000Z`. */
export const timestamp = () => z.iso.datetime();

/** A day, `2026-01-15`. */
export const day = () => z.iso.date();

export const uuid = () => z.string().meta({ format: 'uuid' });

/** A BCP 47 tag such as `en` or `pt-BR`. */
export const languageTag = () =>
  z.string().regex(/^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$/, 'must be a language code such as "en"');

export const httpUrl = () =>
  text(2_000).refine(
    (value) => /^https?:\/\/[^\s]+$/i.test(value) && URL.canParse(value),
    'must be an http or https URL',
  );

/** Where a number has no limit of its own: no list is that long, and every product of two is still exact. */
const LARGE = 999_999_999;

/** A whole number in a query string; `extra` adds to its schema in the OpenAPI document. */
export const queryInteger = (description: string, min: number, max: number, extra: Record<string, Json> = {}) =>
  documented(
    z
      .string()
      .regex(/^-?\d{1,15}$/, 'must be a whole number')
      .transform(Number)
      .pipe(z.number().min(min, `must be at least ${min}`).max(max, `must be at most ${max}`)),
    { type: 'integer', minimum: min, ...(max === LARGE ? {} : { maximum: max }), ...extra },
    description,
  );

/** A switch in a query string. */
export const switchValue = (description: string) =>
  z
    .enum(['true', 'false', '1', '0'], 'must be true or false')
    .transform((value) => value === 'true' || value === '1')
    .meta({ openapi: { type: 'boolean' }, description });

/** A date or date-time in a query string, parsed by `parseDateBound`. */
export const queryDate = (description: string, bound: DateBound) =>
  documented(
    z.string().transform((value, context) => {
      const instant = parseDateBound(value, bound);
      if (instant !== null) return instant;
      context.addIssue({
        code: 'custom',
        message: 'must be a date (2026-01-15) or a date-time (2026-01-15T10:30:00Z)',
      });
      return z.NEVER;
    }),
    { type: 'string', examples: ['2026-01-15', '2026-01-15T10:30:00Z'] },
    description,
  );

/** Text in a query string; an empty one counts as not given. */
export const queryText = (description: string, max = 1_000) =>
  documented(
    text(max).transform((value) => (value.trim() === '' ? undefined : value.trim())),
    { type: 'string', maxLength: max },
    description,
  );

/** Several values in a query string: repeated (`tags=a&tags=b`) or separated by commas. */
export const queryList = (description: string, max = 2_000) =>
  documented(
    z.union([text(max), z.array(text(max))]).transform((value) =>
      [value]
        .flat()
        .flatMap((part) => part.split(','))
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    ),
    { type: 'array', items: { type: 'string' } },
    description,
  );

const NO_UUID = '00000000-0000-0000-0000-000000000000';
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** An id in a path. What cannot be an id becomes one that nothing has: it is not found, like any unknown id. */
export const uuidParam = (description: string) =>
  documented(
    z.string().transform((value) => (UUID.test(value) ? value.toLowerCase() : NO_UUID)),
    { type: 'string' },
    description,
  );

/** An id or a slug in a path. What can be neither becomes an id that nothing has: not found, like any unknown one. */
export const slugParam = (description: string) =>
  documented(
    z.string().transform((value) => (/^[\w-]{1,64}$/.test(value) ? value : NO_UUID)),
    { type: 'string' },
    description,
  );

/** The integer id of an article in a path; what is no such number becomes 0, which nothing has. */
export const numberParam = (description: string) =>
  documented(
    z.union([z.string(), z.number()]).transform((value) => (/^\d{1,9}$/.test(String(value)) ? Number(value) : 0)),
    { type: 'integer' },
    description,
  );

const clampLimit = (limit: number) => Math.min(limit, LIMITS.listLimitMax);

/** `limit` (default 20, above 100 it counts as 100) and `offset` (default 0) of every list. */
export const pagingFields = () => ({
  limit: queryInteger(
    `Items per page. Default ${LIMITS.listLimitDefault}; more than ${LIMITS.listLimitMax} counts as ${LIMITS.listLimitMax}.`,
    1,
    LARGE,
    { default: LIMITS.listLimitDefault },
  )
    .transform(clampLimit)
    .default(LIMITS.listLimitDefault),
  offset: queryInteger('Items to skip.', 0, LIMITS.listOffsetMax, { default: 0 }).default(0),
});

/** The other way to page, which older clients of the Knowledge Base use. It wins over `limit` and `offset`. */
export const pageNumberFields = () => ({
  page: queryInteger('Page number from 1; an alternative to `offset`.', 1, LARGE).optional(),
  page_size: queryInteger('Items per page; an alternative to `limit`.', 1, LARGE).transform(clampLimit).optional(),
});

type Paging = { limit: number; offset: number; page?: number | undefined; page_size?: number | undefined };

/** Turns page numbers into `limit` and `offset`, and refuses pages beyond the deepest offset. */
export function resolvePaging<Q extends Paging>(query: Q, context: z.RefinementCtx<Q>): Omit<Q, 'page' | 'page_size'> {
  const { page, page_size: pageSize, ...rest } = query;
  const limit = pageSize ?? query.limit;
  const offset = page === undefined ? query.offset : (page - 1) * limit;
  if (offset > LIMITS.listOffsetMax)
    context.addIssue({ code: 'custom', path: ['page'], message: `reaches beyond item ${LIMITS.listOffsetMax}` });
  return { ...rest, limit, offset };
}

/** The envelope of every list. */
export const page = <S extends z.ZodType>(item: S) =>
  z.object({
    items: z.array(item),
    offset: z.int().describe('As requested.'),
    limit: z.int().describe('As applied.'),
    count: z.int().describe('How many there are in all.'),
  });
