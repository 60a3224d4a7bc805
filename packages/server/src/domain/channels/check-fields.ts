import type { FieldProblem } from '@parley/protocol';
import type { Json, JsonObject } from '../../lib/json.ts';
import type { ChannelField } from './channel-field.ts';
import { valueProblem } from './check-value.ts';

/** What a channel is set up with, secrets apart and in plain text. */
export type FilledFields = {
  readonly settings: JsonObject;
  readonly secrets: Readonly<Record<string, string>>;
};

export const NOTHING_FILLED: FilledFields = { settings: {}, secrets: {} };

export type CheckedFields =
  | { readonly ok: true; readonly filled: FilledFields }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] };

/**
 * Fills a platform's fields with what is given over what is stored. A given value is set, `null` (or a blank text) takes it
 * away, absent ones stay; what is then empty gets its default. Texts are trimmed. Paths of problems are `settings.<key>`.
 */
export function checkFields(fields: readonly ChannelField[], given: JsonObject, stored: FilledFields): CheckedFields {
  const known = new Map(fields.map((field) => [field.key, field]));
  const unknown = Object.keys(given).filter((key) => !known.has(key));
  const settings = new Map<string, Json>();
  const secrets = new Map(generatedOf(fields, stored));
  const problems = unknown.map((key) => problemOf(key, `is not known: there are ${nameGivable(fields)}`));
  const isAskedFor = ({ when }: ChannelField): boolean => {
    const other = when && known.get(when.key);
    return !other || heldBy(other, given, stored) === when.is;
  };
  for (const field of fields) {
    const { key } = field;
    if (field.isGenerated) {
      if (Object.hasOwn(given, key)) problems.push(problemOf(key, 'is made by the server and cannot be given'));
      continue;
    }
    const value = heldBy(field, given, stored);
    if (value === null && field.isRequired && isAskedFor(field)) problems.push(problemOf(key, 'is required'));
    if (value === null) continue;
    const message = valueProblem(field, value);
    if (message !== null) problems.push(problemOf(key, message));
    else if (field.kind === 'secret') secrets.set(key, String(value));
    else settings.set(key, value);
  }
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, filled: { settings: Object.fromEntries(settings), secrets: Object.fromEntries(secrets) } };
}

/** The same with a value for each generated field that has none; `random` gives 32 random bytes in base64url. */
export function withGenerated(
  fields: readonly ChannelField[],
  { settings, secrets }: FilledFields,
  random: () => string,
): FilledFields {
  const missing = fields.filter(({ key, isGenerated }) => isGenerated && !Object.hasOwn(secrets, key));
  return { settings, secrets: { ...secrets, ...Object.fromEntries(missing.map(({ key }) => [key, random()])) } };
}

/** The generated values that are shown to who sets the channel up. */
export const shownGenerated = (
  fields: readonly ChannelField[],
  { secrets }: Pick<FilledFields, 'secrets'>,
): Record<string, string> =>
  Object.fromEntries(
    fields
      .filter(({ isGenerated, isShown }) => isGenerated && isShown)
      .flatMap(({ key }) => (Object.hasOwn(secrets, key) ? [[key, secrets[key] ?? '']] : [])),
  );

/** The keys of what differs, secrets among them. */
export function changedFields(before: FilledFields, after: FilledFields): string[] {
  const flat = ({ settings, secrets }: FilledFields): Map<string, Json> =>
    new Map([...Object.entries(settings), ...Object.entries(secrets)]);
  const [was, is] = [flat(before), flat(after)];
  return [...new Set([...was.keys(), ...is.keys()])].filter((key) => was.get(key) !== is.get(key));
}

const problemOf = (key: string, message: string): FieldProblem => ({ path: `settings.${key}`, message });

const nameGivable = (fields: readonly ChannelField[]): string =>
  fields
    .filter(({ isGenerated }) => !isGenerated)
    .map(({ key }) => key)
    .join(', ');

const generatedOf = (fields: readonly ChannelField[], { secrets }: FilledFields): [string, string][] =>
  fields
    .filter(({ key, isGenerated }) => isGenerated && Object.hasOwn(secrets, key))
    .map(({ key }) => [key, secrets[key] ?? '']);

/** What a field is to hold; null for nothing. */
function heldBy(field: ChannelField, given: JsonObject, stored: FilledFields): Json {
  const { key, default: otherwise = null } = field;
  const before: JsonObject = field.kind === 'secret' ? stored.secrets : stored.settings;
  const told = Object.hasOwn(given, key) ? (given[key] ?? null) : Object.hasOwn(before, key) ? before[key] : null;
  const value = typeof told === 'string' ? told.trim() : (told ?? null);
  return value === null || value === '' ? otherwise : value;
}
