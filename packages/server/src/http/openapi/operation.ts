import type { Endpoint, ResponseValue } from '@parley/protocol/api';
import { errorResponses } from './error-responses.ts';
import { type Components, type JsonSchema, schemaOf } from './schema-components.ts';

/** An endpoint as an OpenAPI operation; its named schemas go to `components`. */
export function operationOf(endpoint: Endpoint, components: Components): JsonSchema {
  const responses = Object.entries(endpoint.responses).map(([status, value]) => [status, response(value, components)]);
  return {
    operationId: endpoint.id,
    summary: endpoint.summary,
    description: descriptionOf(endpoint),
    tags: endpoint.tags,
    security: securityOf(endpoint),
    parameters: [
      ...parameters('path', endpoint.params, components),
      ...parameters('query', endpoint.query, components),
      ...headerParameters(endpoint),
    ],
    ...requestBody(endpoint, components),
    // An endpoint's own answer wins over the refusal that has the same status (`/readyz` answers 503 as JSON of its own).
    responses: { ...errorResponses(endpoint, components), ...Object.fromEntries(responses) },
  };
}

function securityOf({ scope, surface, asksForVisitor }: Endpoint): JsonSchema[] {
  if (scope !== null) return [{ token: [] }];
  if (surface === 'workspace') return [{ key: [] }];
  return asksForVisitor ? [{ visitor: [] }] : [];
}

const descriptionOf = (endpoint: Endpoint): string =>
  [endpoint.description ?? '', needOf(endpoint)].join('\n\n').trim();

function needOf({ scope, surface, permission, asksForVisitor }: Endpoint): string {
  if (asksForVisitor) return 'The session of a visitor.';
  if (surface === 'workspace') return permission ? `Permission: \`${permission}\`.` : 'Any workspace key.';
  return scope === null ? 'No token is needed.' : `Scope: \`${scope}\`.`;
}

function parameters(place: 'path' | 'query', schema: Endpoint['params'], components: Components): JsonSchema[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input', components) as {
    properties?: Record<string, JsonSchema>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...property }]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    ...(description === undefined ? {} : { description }),
    schema: property,
  }));
}

const headerParameters = ({ headers = {} }: Endpoint): JsonSchema[] =>
  Object.entries(headers).map(([name, description]) => ({
    name,
    in: 'header',
    required: false,
    description,
    schema: { type: 'string' },
  }));

function requestBody(endpoint: Endpoint, components: Components): JsonSchema {
  if (endpoint.body === undefined) return {};
  const media = {
    schema: schemaOf(endpoint.body, 'input', components),
    ...(endpoint.bodyExample === undefined ? {} : { example: endpoint.bodyExample }),
  };
  return { requestBody: { required: true, content: { [endpoint.bodyType ?? 'application/json']: media } } };
}

function response(value: ResponseValue, components: Components): JsonSchema {
  const content = Object.entries(value.content).map(([type, schema]) => [
    type,
    type === 'text/event-stream'
      ? { schema: streamSchema(value.events ?? {}, components) }
      : {
          schema: schemaOf(schema, 'output', components),
          ...(value.example === undefined ? {} : { example: value.example }),
        },
  ]);
  const headers = Object.entries(value.headers ?? {}).map(([name, description]) => [
    name,
    { description, schema: { type: 'string' } },
  ]);
  return {
    description: value.description,
    ...(headers.length === 0 ? {} : { headers: Object.fromEntries(headers) }),
    content: Object.fromEntries(content),
  };
}

/** OpenAPI 3.1 has no word for streams: the whole is a string, and its content is one of the events' data. */
function streamSchema(events: NonNullable<ResponseValue['events']>, components: Components): JsonSchema {
  const named = Object.entries(events).map(([name, schema]) => [name, schemaOf(schema, 'output', components)] as const);
  return {
    type: 'string',
    description: `Server-sent events: ${named.map(([name]) => `\`${name}\``).join(', ')}. The data of each is JSON.`,
    contentMediaType: 'text/event-stream',
    contentSchema: { anyOf: named.map(([, schema]) => schema) },
  };
}
