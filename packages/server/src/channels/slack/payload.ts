import { isJsonObject, type Json, type JsonObject } from '../../lib/json.ts';

/** A text of an object that came from outside; empty when it is anything else. */
export function textOf(object: JsonObject | undefined, key: string): string {
  const value = object?.[key];
  return typeof value === 'string' ? value : '';
}

export function objectOf(object: JsonObject | undefined, key: string): JsonObject | undefined {
  const value = object?.[key];
  return isJsonObject(value) ? value : undefined;
}

/** The objects of a list; none when it is none. */
export function objectsOf(object: JsonObject | undefined, key: string): readonly JsonObject[] {
  const value: Json | undefined = object?.[key];
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

/** An id as Slack writes them; empty when it is not one, as ids are joined with colons. */
export function idOf(object: JsonObject | undefined, key: string): string {
  const id = textOf(object, key);
  return /^[A-Za-z0-9_-]{1,64}$/.test(id) ? id : '';
}

/** A timestamp that names a message (`1715873754.429808`); empty when it is not one. */
export function stampOf(object: JsonObject | undefined, key: string): string {
  const stamp = textOf(object, key);
  return /^\d{1,12}\.\d{1,9}$/.test(stamp) ? stamp : '';
}

/** When a timestamp was. */
export const timeOf = (stamp: string): Date => new Date(Math.round(Number(stamp) * 1000));
