import type { AiActionDetail, HttpRequestFields } from '@parley/protocol/api';
import type { CallInput } from '@parley/sdk';

export type NameValue = { readonly name: string; readonly value: string };
type Parameter = HttpRequestFields['parameters'][number];
type Condition = HttpRequestFields['run_only_when'][number];

/** A parameter as its fields have it: what is JSON stands there as text. */
export type ParameterDraft = {
  readonly name: string;
  readonly description: string;
  readonly type: Parameter['type'];
  readonly isRequired: boolean;
  /** '' for none. */
  readonly default: string;
  readonly schema: string;
};

export type ConditionDraft = { readonly key: string; readonly operator: Condition['operator']; readonly value: string };

/** What actions of every type have. */
export type SharedDraft = {
  readonly name: string;
  readonly description: string;
  readonly thinkingMessage: string;
  readonly conditions: readonly ConditionDraft[];
};

/** An action of the type `http_request` as its form has it. */
export type ActionDraft = SharedDraft & {
  readonly method: HttpRequestFields['method'];
  readonly url: string;
  readonly headers: readonly NameValue[];
  readonly query: readonly NameValue[];
  readonly bodyType: 'none' | 'items' | 'raw';
  /** Both are kept while one looks at the other. */
  readonly bodyItems: readonly NameValue[];
  readonly bodyText: string;
  readonly parameters: readonly ParameterDraft[];
  readonly memory: readonly { readonly path: string; readonly key: string }[];
  readonly filter: readonly string[];
};

/** The request of an action that has just been made. */
export const FIRST_REQUEST = { method: 'GET', url: '' } as const;

/** What the form shows of an action. */
export function draftOf({ name, description, http_request: request }: AiActionDetail): ActionDraft {
  const body = request?.body ?? null;
  return {
    name,
    description,
    thinkingMessage: request?.thinking_message ?? '',
    method: request?.method ?? FIRST_REQUEST.method,
    url: request?.url ?? '',
    headers: request?.headers ?? [],
    query: request?.query ?? [],
    bodyType: body?.type ?? 'none',
    bodyItems: body?.type === 'items' ? body.items : [],
    bodyText: body?.type === 'raw' ? body.content : '',
    parameters: (request?.parameters ?? []).map((parameter) => ({
      name: parameter.name,
      description: parameter.description,
      type: parameter.type,
      isRequired: parameter.is_required,
      default: textOfDefault(parameter),
      schema: parameter.schema ? JSON.stringify(parameter.schema, null, 2) : '',
    })),
    memory: request?.save_to_memory ?? [],
    conditions: conditionDrafts(request?.run_only_when ?? []),
    filter: request?.response_filter ?? [],
  };
}

/** What changes an action. */
export type ActionPatch = CallInput<'update-ai-action'>['body'];

/** What is sent of it: the request as a whole. What is no such value goes as it was typed, for the server to refuse. */
export function patchOf(draft: ActionDraft): ActionPatch {
  const request = {
    method: draft.method,
    url: draft.url.trim(),
    headers: draft.headers,
    query: draft.query,
    body: bodyOf(draft),
    parameters: draft.parameters.map(parameterOf),
    thinking_message: draft.thinkingMessage.trim() || null,
    save_to_memory: draft.memory,
    run_only_when: conditionsOf(draft.conditions),
    response_filter: draft.filter,
  };
  // What a field may hold beside its type, a schema that is no object above all, is the server's to refuse by its name.
  return { name: draft.name, description: draft.description, http_request: request as ActionPatch['http_request'] };
}

/** Conditions as their fields have them. */
export const conditionDrafts = (conditions: readonly Condition[]): ConditionDraft[] =>
  conditions.map(({ key, operator, value }) => ({ key, operator, value: textOfJson(value) }));

/** What is sent of conditions: only `equals` has a value. */
export const conditionsOf = (conditions: readonly ConditionDraft[]) =>
  conditions.map(({ key, operator, value }) =>
    operator === 'equals' && value !== '' ? { key, operator, value: jsonOrText(value) } : { key, operator },
  );

/** A GET request has no body: it stays in the form for when another method is chosen again. */
function bodyOf({ method, bodyType, bodyItems, bodyText }: ActionDraft) {
  if (method === 'GET' || bodyType === 'none') return null;
  return bodyType === 'items' ? { type: bodyType, items: bodyItems } : { type: bodyType, content: bodyText };
}

function parameterOf({ name, description, type, isRequired, default: otherwise, schema }: ParameterDraft) {
  const isCustom = type === 'custom';
  return {
    name,
    description,
    type,
    is_required: isRequired,
    ...(otherwise === '' ? {} : { default: parameterValue(type, otherwise) }),
    ...(isCustom && schema.trim() !== '' ? { schema: jsonOrText(schema) } : {}),
  };
}

/** The value of a parameter that a text stands for; the text itself where it is none of its type. */
export function parameterValue(type: Parameter['type'], text: string): unknown {
  if (type === 'str') return text;
  return jsonOrText(text.trim());
}

const textOfDefault = ({ type, default: value }: Parameter): string =>
  type === 'str' && typeof value === 'string' ? value : textOfJson(value);

/** A text stands there without quotation marks, unless it would be read as something else. */
function textOfJson(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value !== 'string') return JSON.stringify(value);
  return jsonOrText(value) === value ? value : JSON.stringify(value);
}

/** What a text is as JSON; words that are none are a text. */
export function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Words without quotation marks.
    return text;
  }
}
