import type { ActionParameterType } from '@parley/protocol';
import { isJsonObject, type Json, type JsonObject } from '../../lib/json.ts';
import type { ActionParameter } from './http-request.ts';

const TYPES = { str: 'string', int: 'integer', float: 'number', bool: 'boolean' } as const satisfies Partial<
  Record<ActionParameterType, string>
>;

/** The JSON Schema of what the model fills in. */
export function inputSchemaOf(parameters: readonly ActionParameter[]): JsonObject {
  return {
    type: 'object',
    properties: Object.fromEntries(parameters.map((parameter) => [parameter.name, schemaOf(parameter)])),
    required: parameters.filter(mustBeGiven).map(({ name }) => name),
    additionalProperties: false,
  };
}

/** A parameter with a default need not be given, whatever is required of it. */
const mustBeGiven = ({ is_required: isRequired, default: otherwise }: ActionParameter): boolean =>
  isRequired && (otherwise === undefined || otherwise === null);

/** The JSON Schema of one parameter. */
export function schemaOf({ type, description, schema }: ActionParameter): JsonObject {
  const told = description === '' ? {} : { description };
  if (type === 'custom') return { ...(schema ?? {}), ...told };
  return { type: TYPES[type], ...told };
}

/**
 * What the model gave, as it is held against the schema: some models write null for what they leave out. Anything but
 * an object stays what it is.
 */
export function givenArguments(parameters: readonly ActionParameter[], input: Json): Json {
  if (!isJsonObject(input)) return input;
  const isLeftOut = (name: string, value: Json) =>
    value === null && parameters.some((parameter) => parameter.name === name && !mustBeGiven(parameter));
  return Object.fromEntries(Object.entries(input).filter(([name, value]) => !isLeftOut(name, value)));
}

/** The given arguments with the defaults of what was left out. */
export function withDefaults(parameters: readonly ActionParameter[], given: JsonObject): JsonObject {
  const defaults = parameters.flatMap(({ name, default: otherwise }) =>
    otherwise === undefined || otherwise === null || Object.hasOwn(given, name) ? [] : [[name, otherwise] as const],
  );
  return Object.fromEntries([...Object.entries(given), ...defaults]);
}
