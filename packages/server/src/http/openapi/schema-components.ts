import { z } from 'zod';

export type JsonSchema = { [key: string]: unknown };

/** Collects the named schemas of a document while it is written. */
export type Components = Map<string, JsonSchema>;

/**
 * A zod schema as OpenAPI 3.1 has it. Schemas with an id go to `components` and are referred to.
 * `input` is what callers send, `output` what they get; one id must not mean two things.
 */
export function schemaOf(schema: z.ZodType, io: 'input' | 'output', components: Components): JsonSchema {
  const { $schema, $defs, ...root } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ jsonSchema }) => rewrite(jsonSchema),
  }) as JsonSchema;
  for (const [name, definition] of Object.entries((toComponents($defs) ?? {}) as Record<string, JsonSchema>)) {
    const known = components.get(name);
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(definition)) {
      throw new Error(`The schema id ${name} is used for two shapes.`);
    }
    components.set(name, definition);
  }
  return toComponents(root) as JsonSchema;
}

/** Gives a schema the form that readers expect: its documented one where it has one, and no noise of the conversion. */
function rewrite(schema: JsonSchema): void {
  const { openapi, description } = schema;
  if (openapi !== undefined) {
    for (const key of Object.keys(schema)) delete schema[key];
    Object.assign(schema, openapi, description === undefined ? {} : { description });
  }
  if (schema.format !== undefined) delete schema.pattern;
  if (schema.minLength === 0) delete schema.minLength;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  delete schema.propertyNames;
}

function toComponents(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toComponents);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      key === '$ref' && typeof item === 'string'
        ? item.replace('#/$defs/', '#/components/schemas/')
        : toComponents(item),
    ]),
  );
}
