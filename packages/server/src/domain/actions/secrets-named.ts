import type { Action } from './action.ts';
import { templatesOf } from './http-request.ts';
import { meaningOf, placeholdersIn } from './placeholders.ts';
import { templatesOfRemote } from './remote-mcp.ts';

/** The names of the secrets that an action sends. */
export function secretsNamed({ definition }: Pick<Action, 'definition'>): string[] {
  const isHttp = definition.type === 'http_request';
  const templates = isHttp ? templatesOf(definition.http_request) : templatesOfRemote(definition.remote_mcp);
  const parameters = isHttp ? definition.http_request.parameters : [];
  const names = templates.flatMap(({ text }) => placeholdersIn(text));
  return [...new Set(names)].flatMap((name) => {
    const meaning = meaningOf(name, parameters);
    return meaning.type === 'secret' ? [meaning.name] : [];
  });
}
