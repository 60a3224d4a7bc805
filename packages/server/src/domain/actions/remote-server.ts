import type { JsonObject } from '../../lib/json.ts';
import type { RemoteServer } from '../../lib/remote-tools.ts';
import { filled, meaningOf, placeholdersIn } from './placeholders.ts';
import { type RemoteMcp, templatesOfRemote } from './remote-mcp.ts';
import type { RenderedRequest } from './render-request.ts';
import type { Values } from './values.ts';

type ServerValues = Pick<Values, 'variables' | 'secrets'>;

/** A server as it is asked, with what is shown of that, or why it cannot be asked: a sentence that holds no value. */
export type ServerRendering =
  | {
      readonly type: 'rendered';
      readonly server: RemoteServer;
      /** The headers with secrets by their names. */
      readonly shown: Readonly<Record<string, string>>;
    }
  | { readonly type: 'refused'; readonly message: string };

/** Puts the values of one call into what signs in at a server. Nothing is rendered where a value is missing. */
export function renderServer(remote: RemoteMcp, values: ServerValues): ServerRendering {
  const refused = (message: string): ServerRendering => ({ type: 'refused', message });
  const names = new Set(templatesOfRemote(remote).flatMap(({ text }) => placeholdersIn(text)));
  const missing = [...names].filter((name) => !valueFor(name, values));
  if (missing.length > 0) return refused(`There is no value for ${missing.map((name) => `{{${name}}}`).join(', ')}.`);
  const sent = (text: string) => filled(text, (name) => valueFor(name, values) ?? '');
  const shown = (text: string) =>
    filled(text, (name) => (meaningOf(name, []).type === 'secret' ? `{{${name}}}` : (valueFor(name, values) ?? '')));
  const headers = headersOf(remote, sent);
  const broken = Object.entries(headers).find(([, value]) => !/^[\t\u0020-\u007e\u0080-\u00ff]*$/.test(value));
  if (broken)
    return refused(`The value of the header ${broken[0]} has line breaks or signs that a header cannot hold.`);
  const isOpen = Object.keys(headers).length === 0;
  const auth: RemoteServer['auth'] = isOpen ? { type: 'none' } : { type: 'headers', headers };
  const bearer: RemoteServer['auth'] | null =
    remote.bearer === null ? null : { type: 'bearer', token: sent(remote.bearer) };
  return {
    type: 'rendered',
    server: { url: remote.url.trim(), auth: bearer ?? auth },
    shown: headersOf(remote, shown),
  };
}

function headersOf({ bearer, headers }: RemoteMcp, text: (template: string) => string): Record<string, string> {
  if (bearer !== null) return { authorization: `Bearer ${text(bearer)}` };
  return Object.fromEntries(headers.map(({ name, value }) => [name.toLowerCase(), text(value)]));
}

/** Undefined or empty where there is nothing, which is never sent. */
function valueFor(name: string, { variables, secrets }: ServerValues): string | null | undefined {
  const meaning = meaningOf(name, []);
  if (meaning.type === 'secret') return secrets.get(meaning.name);
  return meaning.type === 'variable' && Object.hasOwn(variables, meaning.name)
    ? variables[meaning.name as keyof typeof variables]
    : undefined;
}

/** A call as the log and a test show it: the one message of it that matters. */
export const shownCall = (
  url: string,
  headers: Readonly<Record<string, string>>,
  { name, input }: { readonly name: string; readonly input: JsonObject },
): RenderedRequest => ({
  method: 'POST',
  url: url.trim(),
  headers,
  body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: input } }),
});
