import type { ACTION_METHODS, ActionCondition, ActionParameterType } from '@parley/protocol';
import type { Json, JsonObject } from '../../lib/json.ts';

/** A name with a template for its value. */
export type NamedTemplate = { readonly name: string; readonly value: string };

/** What the model fills in. */
export type ActionParameter = {
  readonly name: string;
  readonly description: string;
  readonly type: ActionParameterType;
  readonly is_required: boolean;
  readonly default?: Json | undefined;
  /** JSON Schema of a parameter of the type `custom`. */
  readonly schema?: JsonObject | null | undefined;
};

/** What must hold of the conversation's metadata. */
export type Condition = {
  readonly key: string;
  readonly operator: ActionCondition;
  readonly value?: Json | undefined;
};

/** A JSONPath into the answer, and the metadata key that its match is kept under. */
export type MemoryRow = { readonly path: string; readonly key: string };

export type BodyTemplate =
  | { readonly type: 'items'; readonly items: readonly NamedTemplate[] }
  | { readonly type: 'raw'; readonly content: string };

/** The definition of an action that asks a service over HTTP, as it is stored and told. */
export type HttpRequest = {
  readonly method: (typeof ACTION_METHODS)[number];
  readonly url: string;
  readonly headers: readonly NamedTemplate[];
  readonly query: readonly NamedTemplate[];
  readonly body: BodyTemplate | null;
  readonly parameters: readonly ActionParameter[];
  readonly thinking_message: string | null;
  readonly save_to_memory: readonly MemoryRow[];
  readonly run_only_when: readonly Condition[];
  readonly response_filter: readonly string[];
};

/** Every text of a request in which placeholders may stand, with the field that it is. */
export function templatesOf({ url, headers, query, body }: HttpRequest): { path: string; text: string }[] {
  const named = (field: string, items: readonly NamedTemplate[]) =>
    items.map(({ value }, index) => ({ path: `${field}.${index}.value`, text: value }));
  return [
    { path: 'url', text: url },
    ...named('headers', headers),
    ...named('query', query),
    ...(body?.type === 'items' ? named('body.items', body.items) : []),
    ...(body?.type === 'raw' ? [{ path: 'body.content', text: body.content }] : []),
  ];
}
