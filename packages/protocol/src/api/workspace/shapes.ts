import { z } from 'zod';
import { LIMITS } from '../../limits.ts';
import { queryInteger, queryText } from '../shapes.ts';

/** An instant as the Workspace API writes it: UTC with an explicit offset, `2026-05-22T14:08:42.000+00:00`. */
export const offsetTimestamp = () => z.iso.datetime({ offset: true });

/** `cursor` and `limit` of lists that are paged by key. */
export const cursorFields = () => ({
  cursor: queryText('`next_cursor` of the page before.', 500).optional(),
  limit: queryInteger('Items per page.', 1, LIMITS.listLimitMax, { default: LIMITS.cursorLimitDefault }).default(
    LIMITS.cursorLimitDefault,
  ),
});

/** `page` and `page_size` of lists that are paged by number. */
export const numberedFields = () => ({
  page: queryInteger('Page number, from 1.', 1, 10_000, { default: 1 }).default(1),
  page_size: queryInteger('Items per page.', 1, LIMITS.listLimitMax, { default: LIMITS.cursorLimitDefault }).default(
    LIMITS.cursorLimitDefault,
  ),
});

/** The envelope of a list that is paged by key: stable while rows are being inserted. */
export const cursorPage = <S extends z.ZodType>(item: S) =>
  z.object({
    object: z.literal('list'),
    has_more: z.boolean(),
    next_cursor: z.string().nullable().describe('Null on the last page.'),
    data: z.array(item),
  });

/** The envelope of a list that is paged by number. */
export const numberedPage = <S extends z.ZodType>(item: S) =>
  z.object({
    object: z.literal('list'),
    total: z.int().describe('How many match in all.'),
    page: z.int(),
    page_size: z.int(),
    data: z.array(item),
  });

/** The envelope of a list that is given whole. */
export const wholeList = <S extends z.ZodType>(item: S) => z.object({ object: z.literal('list'), data: z.array(item) });

/** What a deleted thing leaves. */
export const deleted = (object: string) =>
  z.object({ object: z.literal(object), id: z.string().meta({ format: 'uuid' }), deleted: z.literal(true) });
