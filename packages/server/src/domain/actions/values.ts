import type { ActionVariable } from '@parley/protocol';
import type { Json, JsonObject } from '../../lib/json.ts';
import { type HttpRequest, type NamedTemplate, templatesOf } from './http-request.ts';
import { meaningOf, placeholdersIn } from './placeholders.ts';

/** What placeholders stand for in one call. */
export type Values = {
  /** As the model gave them, with defaults. */
  readonly parameters: JsonObject;
  readonly variables: { readonly [Name in ActionVariable]?: string | null };
  readonly metadata: JsonObject;
  readonly secrets: ReadonlyMap<string, string>;
};

type Naming = Pick<HttpRequest, 'parameters'>;

/** What a name stands for; undefined where there is nothing, or an empty text, which is never sent off. */
export function valueFor(name: string, { parameters }: Naming, values: Values): Json | undefined {
  const meaning = meaningOf(name, parameters);
  const found = (() => {
    switch (meaning.type) {
      case 'parameter':
        return own(values.parameters, meaning.name);
      case 'variable':
        return own(values.variables, meaning.name);
      case 'metadata':
        return own(values.metadata, meaning.name);
      case 'secret':
        return values.secrets.get(meaning.name);
      case 'unknown':
        return undefined;
    }
  })();
  return found === null || found === '' ? undefined : found;
}

/** Not what an object inherits. */
const own = <T>(from: { readonly [name: string]: T }, name: string): T | undefined =>
  Object.hasOwn(from, name) ? from[name] : undefined;

/** Whether a text names an optional parameter that was not given: its header, query or body item is left out. */
export function isLeftOut(text: string, request: Naming, values: Values): boolean {
  return placeholdersIn(text).some(
    (name) => isOptional(name, request) && valueFor(name, request, values) === undefined,
  );
}

const isOptional = (name: string, { parameters }: Naming): boolean =>
  parameters.some((parameter) => parameter.name === name && !parameter.is_required);

/** The items that are sent. */
export const keptItems = (items: readonly NamedTemplate[], request: Naming, values: Values): NamedTemplate[] =>
  items.filter(({ value }) => !isLeftOut(value, request, values));

/** The names of a request that stand for nothing in this call, and without which it cannot be sent. */
export function missingNames(request: HttpRequest, values: Values): string[] {
  const needed = templatesOf(request).flatMap(({ path, text }) =>
    placeholdersIn(text).filter((name) => path === 'url' || !isOptional(name, request)),
  );
  return [...new Set(needed)].filter((name) => valueFor(name, request, values) === undefined);
}

/** A value as it stands within a text. */
export const asText = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));
