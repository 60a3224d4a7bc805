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

/** What is wrong where, in words for people; at most 20, so that no answer is larger than its question. */
export const fieldProblems = (issues: readonly Issue[]): FieldProblem[] => issues.flatMap(problemsOf).slice(0, MANY);

/** A field that a strict object does not know is a problem of that field. */
const problemsOf = (issue: Issue): FieldProblem[] =>
  issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => ({ path: joined([...issue.path, key]), message: 'cannot be set' }))
    : [{ path: joined(issue.path), message: messageOf(issue) }];

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
  return issue.message.replace(/^Invalid input: expected /, 'must be ').replace(/^Invalid /, 'is an invalid ');
}

const NAMES: Record<string, string> = { record: 'object', int: 'whole number' };

function article(type: string): string {
  const name = NAMES[type] ?? type;
  return /^[aeiou]/.test(name) ? `an ${name}` : `a ${name}`;
}
