import type { Action } from './action.ts';
import { templatesOf } from './http-request.ts';
import { meaningOf, placeholdersIn } from './placeholders.ts';

/** The names of the secrets that an action sends. */
export function secretsNamed({ definition }: Pick<Action, 'definition'>): string[] {
  const { http_request: request } = definition;
  const names = templatesOf(request).flatMap(({ text }) => placeholdersIn(text));
  return [...new Set(names)].flatMap((name) => {
    const meaning = meaningOf(name, request.parameters);
    return meaning.type === 'secret' ? [meaning.name] : [];
  });
}
