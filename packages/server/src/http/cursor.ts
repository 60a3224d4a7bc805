import { AppError } from '@parley/protocol';
import type { z } from 'zod';

/** Where a page of a list ended, as callers carry it: opaque to them. */
export const writeCursor = (position: object): string => Buffer.from(JSON.stringify(position)).toString('base64url');

/** Reads a cursor that was written so; null without one. Throws `validation_failed` for what never was a cursor. */
export function readCursor<S extends z.ZodType>(schema: S, cursor: string | undefined): z.output<S> | null {
  if (cursor === undefined) return null;
  const read = schema.safeParse(parsed(Buffer.from(cursor, 'base64url').toString()));
  if (read.success) return read.data;
  const message = 'is not a cursor of this list';
  throw new AppError('validation_failed', `cursor ${message}.`, {
    fields: [{ path: 'cursor', message }],
    reason: 'invalid_query',
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
