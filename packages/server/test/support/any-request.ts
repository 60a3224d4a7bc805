import type { Endpoint } from '@parley/protocol/api';
import fc from 'fast-check';
import type { InjectOptions } from 'fastify';
import type { z } from 'zod';

/** Any request to an endpoint with the credential of a right one: from nearly right, so that it gets far, to hopeless. */
export function anyRequest(endpoint: Endpoint, right: InjectOptions): fc.Arbitrary<InjectOptions> {
  const { authorization, cookie } = right.headers as Record<string, string>;
  const credential = { ...(authorization ? { authorization } : {}), ...(cookie ? { cookie } : {}) };
  return fc
    .record({
      url: anyUrl(endpoint, String(right.url)),
      payload: anyPayload(endpoint, right),
      headers: anyHeaders(right),
    })
    .map(({ url, payload, headers }) => ({
      method: endpoint.method,
      url,
      headers: { ...headers, ...credential },
      ...(endpoint.body ? { payload } : {}),
    }));
}

const HARD_TEXTS = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '-1',
  '0',
  '1e9',
  '9'.repeat(20),
  'NaN',
  '../../etc/passwd',
  "'; drop table messages; --",
  '%',
  '\u202e',
  '2026-99-99',
  'x'.repeat(9_000),
];
const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 30 }), fc.constantFrom(...HARD_TEXTS));
const anyJson = fc.oneof(
  fc.jsonValue({ maxDepth: 4, stringUnit: 'binary' }),
  anyText,
  fc.constantFrom<unknown>(1e308, -0, 2 ** 53, 1.5, null, true, [], {}, [[[[]]]], { $ref: '#' }, ['a', 'a']),
);

/** Percent-encoded; what is no Unicode goes as the bytes that it would be, which are no UTF-8. */
function encoded(text: string): string {
  return text.isWellFormed() ? encodeURIComponent(text) : '%ED%A0%80';
}

function anyUrl(endpoint: Endpoint, right: string): fc.Arbitrary<string> {
  const [path = ''] = right.split('?');
  const paths = endpoint.params
    ? fc.oneof(
        fc.constant(path),
        anyText.map((text) => withParams(endpoint, path, encoded(text))),
        fc.constantFrom('%00', '%ff', '%', '%2e%2e', '1%2f2').map((raw) => withParams(endpoint, path, raw)),
      )
    : fc.constantFrom(path, `${path}/`);
  const key = fc.oneof(fc.constantFrom('x', ...keysOf(endpoint.query)), anyText.map(encoded));
  const pair = fc.tuple(key, anyText).map(([name, value]) => `${name}=${encoded(value)}`);
  return fc.tuple(paths, fc.array(pair, { maxLength: 4 })).map(([at, pairs]) => {
    return pairs.length === 0 ? right.replace(path, at) : `${at}?${pairs.join('&')}`;
  });
}

/** The path with other parameters. In the inbox more stands before the endpoint's own. */
function withParams(endpoint: Endpoint, path: string, value: string): string {
  const own = endpoint.path.split('/').toReversed();
  const changed = path.split('/').toReversed();
  return changed
    .map((part, at) => (own[at]?.startsWith('{') ? value : part))
    .toReversed()
    .join('/');
}

const HOPELESS = [
  '',
  '{',
  'null',
  '[]',
  '"text"',
  '{"a":1,}',
  '1e999',
  '{"__proto__":{"x":1},"constructor":{"prototype":{}}}',
  `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
  `${'{"a":'.repeat(2_000)}1${'}'.repeat(2_000)}`,
];

function anyPayload(endpoint: Endpoint, right: InjectOptions): fc.Arbitrary<string> {
  if (endpoint.bodyType === 'multipart/form-data') return anyForm(String(right.payload));
  const example = typeof right.payload === 'string' ? (JSON.parse(right.payload) as object) : {};
  const keys = [...keysOf(endpoint.body), ...Object.keys(example), 'x'];
  const some = fc.dictionary(fc.constantFrom(...keys), anyJson, { maxKeys: 4 });
  const nested = { metadata: some, client_metadata: some, visitor: some, schema: some };
  return fc.oneof(
    fc.constantFrom(...HOPELESS),
    anyJson.map((value) => JSON.stringify(value)),
    some.map((value) => JSON.stringify(value)),
    some.map((value) => JSON.stringify({ ...example, ...value })),
    fc.record(nested, { requiredKeys: [] }).map((value) => JSON.stringify({ ...example, ...value })),
  );
}

function anyForm(right: string): fc.Arbitrary<string> {
  const cut = fc.nat({ max: right.length }).map((at) => right.slice(0, at));
  const changed = anyText.map((text) => right.replace('The shop opens at nine.', text));
  const named = anyText.map((text) => right.replace('notes.md', text.replaceAll(/["\r\n]/g, '')));
  return fc.oneof(cut, changed, named, fc.constantFrom(...HOPELESS));
}

function anyHeaders(right: InjectOptions): fc.Arbitrary<Record<string, string>> {
  const given = { ...(right.headers as Record<string, string>) };
  const printable = fc.string({ minLength: 1, maxLength: 300 });
  const types = fc.constantFrom('text/plain', 'application/json; charset=utf-16', 'multipart/form-data', 'x', '*/*');
  const changed = fc.record(
    { 'content-type': types, accept: printable, 'idempotency-key': printable, 'x-forwarded-for': printable },
    { requiredKeys: [] },
  );
  const unchanged = fc.constant<Partial<Record<string, string>>>({});
  return fc.oneof({ weight: 3, arbitrary: unchanged }, { weight: 1, arbitrary: changed }).map((more) => {
    return { ...given, ...(more as Record<string, string>) };
  });
}

function keysOf(schema: z.ZodType | undefined): string[] {
  if (!schema) return [];
  const object = 'in' in schema ? (schema.in as z.ZodType) : schema;
  return 'shape' in object ? Object.keys(object.shape as object) : [];
}
