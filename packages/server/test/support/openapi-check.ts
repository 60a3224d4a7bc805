import { CHAT_STREAM_EVENTS } from '@parley/protocol/api';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { openApiDocument } from '../../src/http/openapi/document.ts';

/** An answer as a caller saw it. `url` may carry the host and the query. */
export type SeenResponse = {
  readonly method: string;
  readonly url: string;
  readonly status: number;
  readonly contentType: string | undefined;
  readonly body: string;
};

type Media = { readonly schema: object };
type Operation = { readonly responses: Record<string, { readonly content?: Record<string, Media> }> };

const document = openApiDocument();
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema({ $id: 'parley', components: document.components });
const validators = new Map<string, ValidateFunction>();

/**
 * Throws unless the answer is one that the OpenAPI document describes: its status, content type and shape.
 * Answers of paths that the document does not have pass, since other surfaces share the server.
 */
export function assertMatchesOpenApi(seen: SeenResponse): void {
  const found = findOperation(seen.method, new URL(seen.url, 'http://localhost').pathname);
  if (found === undefined) return;
  const where = `${seen.method} ${found.path} → ${seen.status}`;
  const described = found.operation.responses[String(seen.status)];
  if (described === undefined)
    throw new Error(`${where}: the document knows no such status. Body: ${seen.body.slice(0, 500)}`);
  const type = (seen.contentType ?? '').split(';')[0]?.trim() ?? '';
  const media = described.content?.[type];
  if (media === undefined) throw new Error(`${where}: the document knows no content of the type "${type}".`);
  if (type === 'text/event-stream') assertStream(where, seen.body);
  else check(where, media.schema, type === 'application/json' ? JSON.parse(seen.body) : seen.body);
}

function findOperation(method: string, pathname: string): { path: string; operation: Operation } | undefined {
  const path = pathname.length > 1 ? pathname.replace(/\/$/, '') : pathname;
  const candidates = Object.keys(document.paths).filter((template) => matches(template, path));
  // `/articles/search` is also `/articles/{id}`: as for the router, the literal one wins.
  const [best] = candidates.toSorted((a, b) => a.split('{').length - b.split('{').length);
  const operation = best === undefined ? undefined : document.paths[best]?.[method.toLowerCase()];
  return best === undefined || operation === undefined ? undefined : { path: best, operation: operation as Operation };
}

function matches(template: string, path: string): boolean {
  const wanted = template.split('/');
  const given = path.split('/');
  return wanted.length === given.length && wanted.every((part, i) => part.startsWith('{') || part === given[i]);
}

function assertStream(where: string, body: string): void {
  for (const frame of body.split(/\r?\n\r?\n/)) {
    const name = /^event: ?(.*)$/m.exec(frame)?.[1];
    const data = [...frame.matchAll(/^data: ?(.*)$/gm)].map((match) => match[1]).join('\n');
    if (name === undefined && data === '') continue;
    const schema = CHAT_STREAM_EVENTS[name as keyof typeof CHAT_STREAM_EVENTS]?.meta();
    if (schema?.id === undefined) throw new Error(`${where}: the document knows no event "${name}".`);
    check(`${where}, event ${name}`, { $ref: `#/components/schemas/${schema.id}` }, JSON.parse(data));
  }
}

function check(where: string, schema: object, value: unknown): void {
  const key = JSON.stringify(schema).replaceAll('"#/components/', '"parley#/components/');
  const validate = validators.get(key) ?? ajv.compile(JSON.parse(key));
  validators.set(key, validate);
  if (validate(value)) return;
  const problems = validate.errors?.map((e) => `${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`).join('; ');
  throw new Error(`${where}: ${problems}. Body: ${JSON.stringify(value).slice(0, 500)}`);
}
