import { parentPort } from 'node:worker_threads';
import { Ajv, type ErrorObject, type Options, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** A question to the thread: without a value, only whether the schema compiles. */
export type SchemaQuestion = { readonly schema: string; readonly value?: string };

/** `compiled` comes first, so that compiling and validating have time limits of their own. */
export type SchemaAnswer =
  | { readonly kind: 'compiled' }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'validated'; readonly problems: SchemaProblem[] };

/** `path` in dotted form, '' for the whole value. */
export type SchemaProblem = { readonly path: string; readonly message: string };

const COMPILED_MAX = 50;
const PROBLEMS_MAX = 20;
const DRAFT_07 = /^https?:\/\/json-schema\.org\/draft-07\/schema#?$/;
// Lax, as JSON Schema is: keywords and formats that nobody knows are annotations.
const OPTIONS: Options = { strict: false, allErrors: true, logger: false };

const compiled = new Map<string, ValidateFunction>();

parentPort?.on('message', (question: SchemaQuestion) => {
  for (const answer of answers(question)) parentPort?.postMessage(answer);
});

function* answers({ schema, value }: SchemaQuestion): Generator<SchemaAnswer> {
  let validate: ValidateFunction;
  try {
    validate = compile(schema);
  } catch (error) {
    yield { kind: 'refused', reason: error instanceof Error ? error.message : String(error) };
    return;
  }
  yield { kind: 'compiled' };
  if (value === undefined) return;
  const problems = validate(JSON.parse(value)) ? [] : (validate.errors ?? []).map(problemOf);
  const distinct = new Map(problems.map((problem) => [`${problem.path} ${problem.message}`, problem]));
  yield { kind: 'validated', problems: [...distinct.values()].slice(0, PROBLEMS_MAX) };
}

/** Each schema has a compiler of its own: in a shared one, two agents' schemas of the same `$id` would meet. */
function compile(text: string): ValidateFunction {
  const known = compiled.get(text);
  if (known) return known;
  const schema = JSON.parse(text);
  if (schema.$async) throw new Error('$async is not supported');
  const ajv = DRAFT_07.test(schema.$schema ?? '') ? new Ajv(OPTIONS) : new Ajv2020(OPTIONS);
  addFormats.default(ajv);
  const validate = ajv.compile(schema);
  if (compiled.size >= COMPILED_MAX) compiled.clear();
  compiled.set(text, validate);
  return validate;
}

function problemOf({ instancePath, keyword, message, params }: ErrorObject): SchemaProblem {
  const parts = instancePath.split('/').slice(1).map(unescaped);
  const property = params.missingProperty ?? params.additionalProperty ?? params.unevaluatedProperty;
  if (typeof property === 'string') parts.push(property);
  return { path: parts.join('.'), message: messageOf(keyword, params, message ?? 'is not valid') };
}

function messageOf(keyword: string, params: ErrorObject['params'], message: string): string {
  if (keyword === 'required') return 'is required';
  if (keyword === 'additionalProperties' || keyword === 'unevaluatedProperties') return 'is not a known key';
  if (keyword === 'enum') return `must be one of: ${JSON.stringify(params.allowedValues).slice(1, -1)}`;
  return keyword === 'const' ? `must be ${JSON.stringify(params.allowedValue)}` : message;
}

const unescaped = (part: string): string => part.replaceAll('~1', '/').replaceAll('~0', '~');
