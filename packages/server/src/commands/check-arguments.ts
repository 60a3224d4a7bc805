import type { ActionParameter } from '../domain/actions/http-request.ts';
import { inputSchemaOf } from '../domain/actions/parameters.ts';
import { isJsonObject, type Json, type JsonObject } from '../lib/json.ts';
import type { Deps } from './deps.ts';

/** What is wrong with the arguments of a call, in sentences that name them; null if nothing is. */
export const argumentProblem = (
  deps: Pick<Deps, 'schemas'>,
  parameters: readonly ActionParameter[],
  given: Json,
): Promise<string | null> => schemaProblem(deps, inputSchemaOf(parameters), given);

/** The same, held against a schema. */
export async function schemaProblem(
  { schemas }: Pick<Deps, 'schemas'>,
  schema: JsonObject,
  given: Json,
): Promise<string | null> {
  if (!isJsonObject(given)) return 'The arguments must be an object.';
  const problems = await schemas.validate(schema, given);
  if (problems.length === 0) return null;
  return problems.map(({ path, message }) => `${path === '' ? 'The call' : path} ${message}.`).join(' ');
}
