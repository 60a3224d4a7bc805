import type { FieldProblem } from '@parley/protocol';
import { type HttpRequest, templatesOf } from './http-request.ts';
import { filled, isTaken, meaningOf, placeholdersIn, withoutConstants } from './placeholders.ts';
import { parseRawBody } from './raw-body.ts';

/** What an agent has that its actions may name. */
export type Known = { readonly secretNames: ReadonlySet<string> };

/** Why a path cannot be used; null if it can. */
export type PathProblem = (path: string) => string | null;

/** What is wrong with a request, by field; nothing of one that can be saved. What is still missing is not wrong. */
export function problemsOfHttpRequest(request: HttpRequest, known: Known, pathProblem: PathProblem): FieldProblem[] {
  return [
    ...urlProblems(request),
    ...headerProblems(request.headers),
    ...bodyProblems(request),
    ...placeholderProblems(request, known),
    ...parameterProblems(request),
    ...conditionProblems(request.run_only_when),
    ...pathProblems(request, pathProblem),
  ];
}

/** Scheme and host of a URL, which hold no placeholder. */
const HOST = /^https?:\/\/[^/?#\\\s{}[\]@]+(?=[/?#]|$)/i;

/** What is wrong with a URL; nothing of an empty one. */
export function urlProblems({ url }: Pick<HttpRequest, 'url'>): FieldProblem[] {
  const given = url.trim();
  if (given === '') return [];
  const problem = (message: string) => [{ path: 'url', message }];
  const plain = withoutConstants(given, 'x');
  const sample = filled(plain, () => 'x');
  if (!HOST.test(plain)) {
    return problem('must begin with http:// or https:// and a host, without a placeholder, user or password in them');
  }
  if (placeholdersIn(given).some((name) => /[/?#]/.test(name))) {
    return problem('must not have a placeholder with /, ? or # in its name');
  }
  if (/[\s{}\\]/.test(sample) || !URL.canParse(sample)) return problem('must be an http or https URL');
  return [];
}

/** What the connection itself says. */
const OWN_HEADERS = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'keep-alive',
  'upgrade',
  'te',
  'trailer',
  'expect',
]);

/** What is wrong with headers, but for their placeholders. */
export function headerProblems(headers: HttpRequest['headers']): FieldProblem[] {
  const seen = new Set<string>();
  return headers.flatMap(({ name, value }, index) => {
    const key = name.toLowerCase();
    const problems: FieldProblem[] = [];
    if (OWN_HEADERS.has(key) || key.startsWith('proxy-')) {
      problems.push({ path: `headers.${index}.name`, message: `cannot be ${name}, which the connection says itself` });
    }
    if (seen.has(key)) problems.push({ path: `headers.${index}.name`, message: 'must be there once' });
    seen.add(key);
    // The rest of what a header cannot hold is told when it is sent, since values decide on it.
    if (/[\r\n]/.test(value))
      problems.push({ path: `headers.${index}.value`, message: 'must not contain line breaks' });
    return problems;
  });
}

function bodyProblems({ method, body }: HttpRequest): FieldProblem[] {
  if (body === null) return [];
  if (method === 'GET') return [{ path: 'body', message: 'must be null: a GET request has none' }];
  if (body.type === 'items') return twice(body.items, 'body.items');
  const isJson =
    parseRawBody(withoutConstants(body.content, 'x')) ?? parseRawBody(withoutConstants(body.content, '"x"'));
  return isJson
    ? []
    : [{ path: 'body.content', message: 'must be JSON, in which a placeholder may stand for a value' }];
}

function twice(items: readonly { readonly name: string }[], path: string): FieldProblem[] {
  const names = items.map(({ name }) => name);
  return names.flatMap((name, index) =>
    names.indexOf(name) === index ? [] : [{ path: `${path}.${index}.name`, message: `must be there once: ${name}` }],
  );
}

function placeholderProblems(request: HttpRequest, { secretNames }: Known): FieldProblem[] {
  return templatesOf(request).flatMap(({ path, text }) =>
    placeholdersIn(text).flatMap((name): FieldProblem[] => {
      const meaning = meaningOf(name, request.parameters);
      if (meaning.type === 'unknown') {
        return [{ path, message: `has an unknown placeholder: {{${name}}}` }];
      }
      if (meaning.type === 'secret' && !secretNames.has(meaning.name)) {
        return [{ path, message: `names a secret that is not there: {{${name}}}` }];
      }
      return [];
    }),
  );
}

function parameterProblems({ parameters }: HttpRequest): FieldProblem[] {
  const types = parameters.flatMap(({ type, schema, name, default: otherwise }, index): FieldProblem[] => [
    ...(isTaken(name)
      ? [{ path: `parameters.${index}.name`, message: `cannot be ${name}, which means something else` }]
      : []),
    ...(type !== 'custom' && schema
      ? [{ path: `parameters.${index}.schema`, message: 'is for parameters of the type custom' }]
      : []),
    ...(otherwise !== undefined && otherwise !== null && !isOfType(type, otherwise)
      ? [{ path: `parameters.${index}.default`, message: `must be of the type ${type}` }]
      : []),
  ]);
  return [...types, ...twice(parameters, 'parameters')];
}

function isOfType(type: HttpRequest['parameters'][number]['type'], value: unknown): boolean {
  switch (type) {
    case 'str':
      return typeof value === 'string';
    case 'int':
      return Number.isSafeInteger(value);
    case 'float':
      return typeof value === 'number';
    case 'bool':
      return typeof value === 'boolean';
    case 'custom':
      return true;
  }
}

/** What is wrong with conditions. */
export const conditionProblems = (conditions: HttpRequest['run_only_when']): FieldProblem[] =>
  conditions.flatMap(({ operator, value }, index) =>
    operator === 'equals' && (value === undefined || value === null)
      ? [{ path: `run_only_when.${index}.value`, message: 'must be what the key is to be equal to' }]
      : [],
  );

function pathProblems({ save_to_memory: memory, response_filter: filter }: HttpRequest, problemOf: PathProblem) {
  const paths = [
    ...memory.map(({ path }, index) => ({ field: `save_to_memory.${index}.path`, path })),
    ...filter.map((path, index) => ({ field: `response_filter.${index}`, path })),
  ];
  return paths.flatMap(({ field, path }): FieldProblem[] => {
    const message = problemOf(path);
    return message === null ? [] : [{ path: field, message }];
  });
}
