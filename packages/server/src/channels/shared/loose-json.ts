import { isJsonObject, type Json, type JsonObject } from '../../lib/json.ts';
import { storableText } from '../../lib/storable-text.ts';

/** The value as an object; an empty one where it is something else. */
export const objectOf = (value: unknown): JsonObject => (isJsonObject(value) ? value : {});

/** The value as a list; an empty one where it is something else. */
export const listOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? value : []);

/** The value as a text that can be stored, numbers too (platforms write ids either way); else an empty one. */
export function textOf(value: unknown): string {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return typeof value === 'string' ? storableText(value) : '';
}

/** The moment that a platform gives in `unitMs` since 1970 (1000 for seconds); `now` where it gives none. */
export function momentOf(value: unknown, unitMs: number, now: Date): Date {
  const since = typeof value === 'string' && value !== '' ? Number(value) : value;
  if (typeof since !== 'number' || !(since > 0)) return now;
  const moment = new Date(since * unitMs);
  return Number.isNaN(moment.getTime()) ? now : moment;
}
