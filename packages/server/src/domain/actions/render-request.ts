import type { Json } from '../../lib/json.ts';
import type { HttpRequest, NamedTemplate } from './http-request.ts';
import { filled, wholePlaceholder } from './placeholders.ts';
import { fillBody, parseRawBody } from './raw-body.ts';
import { asText, isLeftOut, keptItems, missingNames, type Values, valueFor } from './values.ts';

/** A request as it is sent, or as it is shown: then its secrets stand there by their names. */
export type RenderedRequest = {
  readonly method: HttpRequest['method'];
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
};

/** What was rendered, or why it cannot be sent: a sentence that holds no value. */
export type Rendering =
  | { readonly type: 'rendered'; readonly sent: RenderedRequest; readonly shown: RenderedRequest }
  | { readonly type: 'refused'; readonly message: string };

/**
 * Puts the values of one call into a request, each escaped for where it stands. None of them can change the host, add a
 * header or change the form of a body. Nothing is rendered where a value is missing.
 */
export function renderRequest(request: HttpRequest, values: Values): Rendering {
  const missing = missingNames(request, values);
  if (missing.length > 0) return refused(`There is no value for ${missing.map((name) => `{{${name}}}`).join(', ')}.`);
  const sent = render(request, values, 'sent');
  if (typeof sent === 'string') return refused(sent);
  const shown = render(request, values, 'shown');
  return typeof shown === 'string' ? refused(shown) : { type: 'rendered', sent, shown };
}

const refused = (message: string): Rendering => ({ type: 'refused', message });

type Mode = 'sent' | 'shown';
type Fill = (name: string, escaped: (text: string) => string) => string;

/** Gives why not, where a value cannot stand in its place. */
function render(request: HttpRequest, values: Values, mode: Mode): RenderedRequest | string {
  const fill: Fill = (name, escaped) =>
    mode === 'shown' && isSecret(name) ? `{{${name}}}` : escaped(asText(valueFor(name, request, values) ?? ''));
  const url = renderUrl(request, values, fill);
  if (url === null) return 'A value of the path would lead to another place.';
  const headers = renderHeaders(keptItems(request.headers, request, values), fill);
  const broken = Object.entries(headers).find(([, value]) => !/^[\t\u0020-\u007e\u0080-\u00ff]*$/.test(value));
  if (broken) return `The value of the header ${broken[0]} has line breaks or signs that a header cannot hold.`;
  return { method: request.method, url, headers, body: renderBody(request, values, fill, mode) };
}

const isSecret = (name: string): boolean => name.startsWith('secret.');

/** Null for a value that a path takes for a step up. */
function renderUrl({ url, ...request }: HttpRequest, values: Values, fill: Fill): string | null {
  const [address = ''] = url.trim().split('#');
  const [path = ''] = address.split('?', 1);
  const written = filled(address.slice(path.length + 1), encodedBy(fill));
  const segments = path.split('/').map((template) => ({ template, text: filled(template, encodedBy(fill)) }));
  if (segments.some(({ template, text }) => template !== text && isStep(text))) return null;
  const items = keptItems(request.query, request, values).map(
    ({ name, value }) => `${encodeURIComponent(name)}=${filledEncoded(value, fill)}`,
  );
  const query = [written, ...items].filter((part) => part !== '');
  return segments.map(({ text }) => text).join('/') + (query.length > 0 ? `?${query.join('&')}` : '');
}

const encodedBy =
  (fill: Fill) =>
  (name: string): string =>
    fill(name, encodeURIComponent);

/** A template of which the words beside the placeholders are encoded too. */
function filledEncoded(template: string, fill: Fill): string {
  const parts = template.split(/(\{\{[^{}]*\}\})/);
  return parts.map((part, at) => (at % 2 === 1 ? filled(part, encodedBy(fill)) : encodeURIComponent(part))).join('');
}

const isStep = (segment: string): boolean => ['.', '..'].includes(segment.replaceAll(/%2e/gi, '.'));

const renderHeaders = (headers: readonly NamedTemplate[], fill: Fill): Record<string, string> =>
  Object.fromEntries(
    headers.map(({ name, value }) => [name.toLowerCase(), filled(value, (each) => fill(each, (text) => text))]),
  );

function renderBody(request: HttpRequest, values: Values, fill: Fill, mode: Mode): string | null {
  const { body } = request;
  if (body === null) return null;
  const filling = {
    valueOf: (name: string): Json =>
      mode === 'shown' && isSecret(name) ? `{{${name}}}` : (valueFor(name, request, values) ?? null),
    textOf: (name: string) => fill(name, (text) => text),
    isLeftOut: (text: string) => isLeftOut(text, request, values),
  };
  if (body.type === 'raw') return JSON.stringify(fillBody(parseRawBody(body.content)?.value ?? null, filling));
  const items = keptItems(body.items, request, values).map(({ name, value }) => {
    const whole = wholePlaceholder(value);
    return [name, whole === null ? filled(value, filling.textOf) : filling.valueOf(whole)] as const;
  });
  return JSON.stringify(Object.fromEntries(items));
}
