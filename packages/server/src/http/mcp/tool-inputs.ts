import { z } from 'zod';

/** Which conversation: one of another workspace and none at all are answered alike. */
export const conversationId = () => z.guid('must be a UUID').describe('UUID of a conversation of the workspace.');

/** Which page of a list. */
export const pageInput = () => ({
  limit: z.int().min(1).max(100).optional().describe('How many at most; 20 unless given.'),
  cursor: z.string().max(2_000).optional().describe('The `next_cursor` of the page before.'),
});

type Value = string | number | boolean | readonly string[] | undefined;

/** What was asked of a tool as the query of a request: lists joined by commas, and nothing for what was not given. */
export const asQuery = (asked: Readonly<Record<string, Value>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(asked).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
