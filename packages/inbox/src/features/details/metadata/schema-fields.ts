/** A key of the metadata as a form asks for it. */
export type SchemaField = {
  readonly key: string;
  readonly label: string;
  readonly hint: string | null;
  readonly isRequired: boolean;
} & FieldKind;

export type FieldKind =
  | { readonly kind: 'text' | 'number' | 'integer' | 'boolean' | 'date' | 'instant' | 'json' }
  | { readonly kind: 'choice'; readonly options: readonly (string | number | boolean)[] };

type Json = Readonly<Record<string, unknown>>;

/** The fields that a JSON schema describes, in its order; null where it is none of an object with named keys. */
export function schemaFields(schema: Json | null): readonly SchemaField[] | null {
  if (!schema || !isObject(schema.properties)) return null;
  const required = Array.isArray(schema.required) ? schema.required : [];
  return Object.entries(schema.properties).map(([key, property]) => {
    const described = isObject(property) ? property : {};
    return {
      key,
      label: textOf(described.title) ?? key,
      hint: textOf(described.description),
      isRequired: required.includes(key),
      ...kindOf(described),
    };
  });
}

/** Whether a schema takes keys that it does not name. */
export const takesOtherKeys = (schema: Json | null): boolean => schema?.additionalProperties !== false;

function kindOf(property: Json): FieldKind {
  const options = optionsOf(property);
  if (options) return { kind: 'choice', options };
  // Of `["string", "null"]` the form asks for the string: an empty field is none.
  const types = [property.type].flat().filter((type) => type !== 'null');
  if (types.length !== 1) return { kind: 'json' };
  switch (types[0]) {
    case 'string':
      return { kind: property.format === 'date' ? 'date' : property.format === 'date-time' ? 'instant' : 'text' };
    case 'number':
    case 'integer':
    case 'boolean':
      return { kind: types[0] };
    default:
      return { kind: 'json' };
  }
}

function optionsOf({ enum: values }: Json): readonly (string | number | boolean)[] | null {
  if (!Array.isArray(values)) return null;
  const options = values.filter((value) => value !== null);
  return options.every(isScalar) ? options : null;
}

const isScalar = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value);
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
