import type { JsonObject } from '../../lib/json.ts';
import type { ChannelField } from './channel-field.ts';
import { valueProblem } from './check-value.ts';

/** Settings with the facts that a platform told under the key of one of its text fields, which nobody has filled otherwise. */
export function adoptFacts(
  fields: readonly ChannelField[],
  { settings, facts: before }: { readonly settings: JsonObject; readonly facts: JsonObject },
  facts: JsonObject,
): JsonObject {
  const adopted = new Map<string, string>();
  for (const field of fields) {
    const { key, kind } = field;
    const fact = Object.hasOwn(facts, key) ? facts[key] : undefined;
    if (kind !== 'text' || field.isGenerated || (typeof fact !== 'string' && typeof fact !== 'number')) continue;
    // What came from the check before goes with it: another token may be another account's.
    const isFree =
      !Object.hasOwn(settings, key) || (Object.hasOwn(before, key) && settings[key] === String(before[key]));
    const value = String(fact).trim();
    if (isFree && value !== '' && valueProblem(field, value) === null) adopted.set(key, value);
  }
  return { ...settings, ...Object.fromEntries(adopted) };
}
