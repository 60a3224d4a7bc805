import { AppError, type FieldProblem } from '@parley/protocol';
import type { z } from 'zod';

type Issue = z.core.$ZodIssue;
const MANY = 20;

/** The refusal for input that its schema does not take. The message names each problem, and so do `details.fields`. */
export function validationError(issues: readonly Issue[]): AppError {
  const fields = fieldProblems(issues);
  return new AppError('validation_failed', fields.map(sentence).join(' '), { fields });
}

/** Parses or throws `validation_failed`. */
export function parseOrRefuse<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw validationError(result.error.issues);
}

/** The same, telling the Workspace API's callers which part of the request it is. */
export function parsePart<S extends z.ZodType>(schema: S, input: unknown, reason = 'invalid_payload'): z.output<S> {
  try {
    return parseOrRefuse(schema, input);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new AppError(error.code, error.message, { ...error.details, reason });
  }
}

/** What is wrong where, in words for people; at most 20, so that no answer is larger than its question. */
export function fieldProblems(issues: readonly Issue[]): FieldProblem[] {
  const ofWrongType = new Set(issues.filter(isWrongType).map(({ path }) => joined(path)));
  // Of what should be a list, and is a text, its length says nothing.
  const telling = issues.filter((issue) => isWrongType(issue) || !ofWrongType.has(joined(issue.path)));
  return telling.flatMap(problemsOf).slice(0, MANY);
}

const isWrongType = ({ code }: Issue): boolean => code === 'invalid_type';

/** A field that a strict object does not know is a problem of that field. */
const problemsOf = (issue: Issue): FieldProblem[] =>
  issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => ({ path: joined([...issue.path, key]), message: unknownMessage(issue.message) }))
    : [{ path: joined(issue.path), message: messageOf(issue) }];

/** What its schema says of names that it does not know, where that is more than that it knows them not. */
const unknownMessage = (message: string): string => (message.startsWith('Unrecognized') ? 'cannot be set' : message);

/** The refusal of one query parameter, where its schema alone cannot tell. */
export const invalidQuery = (path: string, message: string): AppError =>
  new AppError('validation_failed', `${path} ${message}.`, { reason: 'invalid_query', fields: [{ path, message }] });

function sentence({ path, message }: FieldProblem): string {
  return path === '' ? `The request ${message}.` : `${path} ${message}.`;
}

const joined = (path: readonly PropertyKey[]): string => path.map((part) => String(part).slice(0, 128)).join('.');

function messageOf(issue: Issue): string {
  if (issue.code === 'invalid_type' || issue.code === 'invalid_value' || issue.code === 'invalid_union') {
    if (issue.message.endsWith('received undefined')) return 'is required';
  }
  if (issue.code === 'invalid_type') return `must be ${article(issue.expected)}`;
  if (issue.code === 'invalid_value' && issue.message.startsWith('Invalid')) {
    return `must be one of: ${issue.values.join(', ')}`;
  }
  // Of a name that an object may not have, what is wrong with the name.
  if (issue.code === 'invalid_key' && issue.issues[0]) return messageOf(issue.issues[0]);
  if (issue.code === 'too_small' && issue.message.startsWith('Too ')) return sizeMessage(issue, 'least', issue.minimum);
  if (issue.code === 'too_big' && issue.message.startsWith('Too ')) return sizeMessage(issue, 'most', issue.maximum);
  return issue.message.replace(/^Invalid input: expected /, 'must be ').replace(/^Invalid /, 'is an invalid ');
}

const UNITS: Record<string, string> = { string: 'character', array: 'item' };

function sizeMessage({ origin }: { readonly origin: string }, bound: 'least' | 'most', limit: number | bigint): string {
  const unit = UNITS[origin];
  if (unit === undefined) return `must be at ${bound} ${limit}`;
  return `must have at ${bound} ${limit} ${unit}${Number(limit) === 1 ? '' : 's'}`;
}

const NAMES: Record<string, string> = { record: 'object', int: 'whole number' };

function article(type: string): string {
  const name = NAMES[type] ?? type;
  return /^[aeiou]/.test(name) ? `an ${name}` : `a ${name}`;
}
