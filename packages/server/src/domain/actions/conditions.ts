import type { Json, JsonObject } from '../../lib/json.ts';
import { isSameJson } from '../../lib/same-json.ts';
import type { Condition } from './http-request.ts';

/** Metadata with the keys that nobody vouches for. */
export type Facts = { readonly metadata: JsonObject; readonly unverifiedKeys: readonly string[] };

/**
 * Whether everything holds that an action asks of the conversation. What a browser has said unsigned counts as not there:
 * it authorises nothing (I9).
 */
export function conditionsHold(conditions: readonly Condition[], { metadata, unverifiedKeys }: Facts): boolean {
  return conditions.every((condition) => {
    const isKnown = Object.hasOwn(metadata, condition.key) && !unverifiedKeys.includes(condition.key);
    return holds(condition, isKnown ? metadata[condition.key] : undefined);
  });
}

function holds({ operator, value }: Condition, fact: Json | undefined): boolean {
  switch (operator) {
    case 'exists':
      return fact !== undefined;
    case 'not_exists':
      return fact === undefined;
    case 'is_true':
      // Systems that know no booleans write the word.
      return fact === true || (typeof fact === 'string' && fact.toLowerCase() === 'true');
    case 'equals':
      return fact !== undefined && (isSameJson(fact, value ?? null) || isSameText(fact, value));
  }
}

/** A number and its digits are the same to people. */
const isSameText = (fact: Json, value: Json | undefined): boolean =>
  isScalar(fact) && isScalar(value) && String(fact) === String(value);

const isScalar = (value: Json | undefined): boolean => ['string', 'number', 'boolean'].includes(typeof value);
