import type { AnalysisDimension } from '@parley/protocol/api';

type Schema = AnalysisDimension['schema'];

/** The types of a value that the form can say, in its order. */
export const VALUE_KINDS = ['choice', 'text', 'number', 'integer', 'boolean', 'list'] as const;
export type ValueKind = (typeof VALUE_KINDS)[number];

/** What the form holds of a value's type: each kind keeps what was typed for it, and so does the JSON. */
export type SchemaDraft = {
  readonly isJson: boolean;
  readonly kind: ValueKind;
  /** The words of a choice or a list: one a line. */
  readonly words: string;
  readonly from: string;
  readonly to: string;
  readonly json: string;
};

const EMPTY: SchemaDraft = { isJson: false, kind: 'choice', words: '', from: '', to: '', json: '' };

/** What a new dimension begins with. */
export const FIRST_SCHEMA = EMPTY;

/** A stored schema as the form begins: as JSON where the form cannot say all of it. */
export function schemaDraftOf(schema: Schema): SchemaDraft {
  const json = JSON.stringify(schema, null, 2);
  const draft = { ...EMPTY, ...readForm(schema), json };
  return sorted(formSchema(draft)) === sorted(schema) ? draft : { ...EMPTY, isJson: true, json };
}

/** The schema that a draft says; null where its JSON is no object. */
export function schemaOf(draft: SchemaDraft): Schema | null {
  return draft.isJson ? readObject(draft.json) : formSchema(draft);
}

/** The same draft in the other view; it stays JSON where the form cannot say all of it. */
export function switchView(draft: SchemaDraft, isJson: boolean): SchemaDraft {
  if (isJson) return { ...draft, isJson, json: JSON.stringify(formSchema(draft), null, 2) };
  const schema = readObject(draft.json);
  const read = schema && schemaDraftOf(schema);
  return read && !read.isJson ? read : draft;
}

/** Whether the form says all that the JSON does: going back to it loses nothing. */
export function isFormEnough({ json }: SchemaDraft): boolean {
  const schema = readObject(json);
  return schema !== null && !schemaDraftOf(schema).isJson;
}

/** Whether a choice has nothing to choose from. */
export const isWithoutWords = ({ isJson, kind, words }: SchemaDraft): boolean =>
  !isJson && kind === 'choice' && wordsOf(words).length === 0;

function formSchema({ kind, words, from, to }: SchemaDraft): Schema {
  const list = wordsOf(words);
  switch (kind) {
    case 'choice':
      return { type: 'string', enum: list };
    case 'text':
      return { type: 'string' };
    case 'boolean':
      return { type: 'boolean' };
    case 'list':
      return { type: 'array', items: { type: 'string', ...(list.length > 0 ? { enum: list } : {}) } };
    default:
      return { type: kind, ...bound('minimum', from), ...bound('maximum', to) };
  }
}

function readForm(schema: Schema): Partial<SchemaDraft> {
  const { type } = schema;
  if (type === 'boolean') return { kind: type };
  if (type === 'number' || type === 'integer')
    return { kind: type, from: String(schema.minimum ?? ''), to: String(schema.maximum ?? '') };
  if (type === 'array') return { kind: 'list', words: linesOf(Object(schema.items).enum) };
  return 'enum' in schema ? { kind: 'choice', words: linesOf(schema.enum) } : { kind: 'text' };
}

/** The words that are typed one a line, each once. */
export const wordsOf = (lines: string): string[] => [
  ...new Set(
    lines
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  ),
];

const linesOf = (value: unknown): string => (Array.isArray(value) ? value.map(String).join('\n') : '');

/** A bound that is no number is sent as it is, and refused at its field. */
function bound(name: 'minimum' | 'maximum', typed: string): Schema {
  if (typed.trim() === '') return {};
  const number = Number(typed);
  return { [name]: Number.isFinite(number) ? number : typed };
}

function readObject(text: string): Schema | null {
  try {
    // What JSON.parse gives is JSON.
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Schema) : null;
  } catch {
    // The editor says where it is wrong.
    return null;
  }
}

/** The same text for the same schema, in whatever order its keys stand. */
const sorted = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
