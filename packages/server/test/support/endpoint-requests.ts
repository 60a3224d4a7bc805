import { ENDPOINTS, type Endpoint } from '@parley/protocol/api';
import type { InjectOptions } from 'fastify';

/**
 * Every endpoint but those of a workspace and of visitors as a value of one type, so that tests can walk over them: a new
 * one joins by itself. `workspace-requests.ts` and `visitor-requests.ts` have the others.
 */
export const EVERY_ENDPOINT: readonly Endpoint[] = (ENDPOINTS as readonly Endpoint[]).filter(
  ({ surface }) => surface !== 'workspace' && surface !== 'inbox' && surface !== 'widget',
);

/** Those that ask for a token. */
export const TOKEN_ENDPOINTS = EVERY_ENDPOINT.filter(({ scope }) => scope !== null);

/** What the addresses and bodies of requests name. */
export type Names = {
  readonly scenarioId: string;
  readonly conversationId: string;
  readonly articleNumber: number;
  readonly language: string;
  readonly exportId: string;
};

/** A request to an endpoint that it takes, about the things that are named. */
export function requestTo(endpoint: Endpoint, names: Names, token: string | null): InjectOptions {
  const authorization = token === null ? {} : { authorization: `Bearer ${token}` };
  return { method: endpoint.method, url: urlOf(endpoint, names), ...withBody(endpoint, names, authorization) };
}

function urlOf({ id, path }: Endpoint, names: Names): string {
  const values: Record<string, string> = {
    conv_id: names.conversationId,
    id: String(names.articleNumber),
    article_id: String(names.articleNumber),
    language: names.language,
    export_id: names.exportId,
    // Of a secret.
    name: 'shop_token',
  };
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`the walk has no value for {${name}}`);
    return value;
  });
  return id === 'search-articles' ? `${filled}?query=policy` : filled;
}

/** The headers and the body of a request that an endpoint takes. */
export function withBody(endpoint: Endpoint, names: Names, headers: Record<string, string>): InjectOptions {
  if (endpoint.id === 'upload-widget-avatar') return formOf(headers, AVATAR);
  if (endpoint.bodyType === 'multipart/form-data') return formOf(headers, NOTES);
  if (!endpoint.body) return { headers };
  const payload = JSON.stringify(exampleOf(endpoint, names));
  return { headers: { ...headers, 'content-type': 'application/json' }, payload };
}

function exampleOf(endpoint: Endpoint, names: Names): object {
  switch (endpoint.id) {
    case 'send-chat':
      return { scenario_id: names.scenarioId, conv_id: names.conversationId, text: 'What is the policy?' };
    case 'delete-articles':
      return { ids: [names.articleNumber - 1] };
    default:
      return (endpoint.bodyExample as object | undefined) ?? IMPORT;
  }
}

const PAGE = 'https://example.com/';
/** What the imports ask for, all in one: unknown fields are ignored. */
const IMPORT = { url: PAGE, site_map: PAGE, urls: [PAGE], toast_process_uuid: '0198c0de-0000-7000-8000-000000000001' };
const BOUNDARY = 'form-boundary-of-tests';

const NOTES = { name: 'notes.md', bytes: Buffer.from('# Notes\n\nThe shop opens at nine.') };
/** A dot. */
const DOT = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==';
const AVATAR = { name: 'dot.png', bytes: Buffer.from(DOT, 'base64') };

function formOf(headers: Record<string, string>, { name, bytes }: typeof NOTES): InjectOptions {
  const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\n`;
  const payload = Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${BOUNDARY}--\r\n`)]);
  return { headers: { ...headers, 'content-type': `multipart/form-data; boundary=${BOUNDARY}` }, payload };
}
