import { isJsonObject, type JsonObject } from '../../../lib/json.ts';

/** The filter of a request for an export, as it was sent: `body` has been found good. */
export function askedFilter(body: unknown): JsonObject {
  const filter = isJsonObject(body) ? body.filter : undefined;
  return isJsonObject(filter) ? filter : {};
}
