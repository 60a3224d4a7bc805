import type { ErrorCode } from '@parley/protocol';
import type { Endpoint, Surface } from '@parley/protocol/api';
import { z } from 'zod';
import { AGENT_ERRORS } from '../errors/agent-dialect.ts';
import { CHAT_STATUSES } from '../errors/chat-dialect.ts';
import { WORKSPACE_ERRORS } from '../errors/workspace-dialect.ts';
import { type Components, type JsonSchema, schemaOf } from './schema-components.ts';

const ErrorEntrySchema = z.object({ message: z.string(), code: z.string() });

/** The Agent API's refusals: `root`, and the problems of single fields by their dotted path. */
const ErrorsSchema = z
  .object({
    errors: z.object({ root: z.array(ErrorEntrySchema) }).catchall(z.array(ErrorEntrySchema)),
  })
  .meta({ id: 'Errors', description: 'Why the request was refused; problems of single fields stand beside `root`.' });

/** The Workspace API's refusals: flat. */
const FlatErrorSchema = z
  .object({
    error: z.string().describe('A code for programs.'),
    message: z.string(),
    request_id: z.string(),
    details: z
      .object({ formErrors: z.array(z.string()), fieldErrors: z.record(z.string(), z.array(z.string())) })
      .partial()
      .catchall(z.unknown())
      .optional(),
  })
  .meta({
    id: 'Error',
    description:
      'Why the request was refused; `details` where fields are wrong, or with the numbers that the message names.',
  });

const isWorkspace = (surface: Surface): boolean => surface === 'workspace' || surface === 'inbox';
const isFlat = (surface: Surface): boolean => isWorkspace(surface) || surface === 'widget';

const WHY: Record<ErrorCode, string> = {
  bad_request: 'The request makes no sense or its body is not JSON.',
  unauthenticated: 'The token is missing, invalid, expired or revoked.',
  forbidden: 'The caller may not do this.',
  insufficient_scope: 'The token may only read: `Insufficient token scope. Required: write_all`.',
  not_found: 'There is no such thing.',
  method_not_allowed: 'The path does not take this method.',
  conflict: 'The state does not allow it.',
  payload_too_large: 'The body is too large.',
  unsupported_media_type: 'The Content-Type is not one that is taken.',
  validation_failed: 'A field or parameter is not valid.',
  too_many_requests: 'A rate limit is reached; see `Retry-After`.',
  not_implemented: 'Not available yet.',
  unavailable: 'Overloaded, shutting down, or the language model cannot be reached.',
  internal: 'A fault of ours.',
};

/** The refusals of an endpoint by status, as OpenAPI responses. */
export function errorResponses(endpoint: Endpoint, components: Components): { [status: string]: JsonSchema } {
  const byStatus = Map.groupBy(allErrors(endpoint), (code) => statusOf(endpoint.surface, code));
  const content = errorContent(endpoint.surface, components);
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      String(status),
      { description: codes.map((code) => WHY[code]).join(' '), ...retryHeader(codes), content },
    ]),
  );
}

const statusOf = (surface: Surface, code: ErrorCode): number =>
  surface === 'chat'
    ? CHAT_STATUSES[code]
    : isFlat(surface)
      ? WORKSPACE_ERRORS[code].status
      : AGENT_ERRORS[code].status;

/** What can happen to any request of its kind, and what the endpoint names itself. */
function allErrors(endpoint: Endpoint): ErrorCode[] {
  const { params, query, body, scope, tier, asksForVisitor = false } = endpoint;
  const asksWho = scope !== null || isWorkspace(endpoint.surface) || asksForVisitor;
  // A body that nobody asked for is read and refused all the same.
  const mayBring = endpoint.method !== 'GET';
  const implied: (ErrorCode | false)[] = [
    'bad_request',
    asksWho && 'unauthenticated',
    (isWorkspace(endpoint.surface) || asksForVisitor) && 'forbidden',
    scope === 'write_all' && 'insufficient_scope',
    (params !== undefined || query !== undefined || body !== undefined) && 'validation_failed',
    mayBring && 'payload_too_large',
    mayBring && 'unsupported_media_type',
    (tier !== 'none' || endpoint.surface === 'widget') && 'too_many_requests',
    'internal',
    'unavailable',
  ];
  return [...new Set([...implied.filter((code) => code !== false), ...endpoint.errors])];
}

const errorContent = (surface: Surface, components: Components): JsonSchema =>
  surface === 'chat'
    ? { 'text/plain': { schema: { type: 'string' } } }
    : {
        'application/json': {
          schema: schemaOf(isFlat(surface) ? FlatErrorSchema : ErrorsSchema, 'output', components),
        },
      };

const retryHeader = (codes: readonly ErrorCode[]): JsonSchema =>
  codes.includes('too_many_requests')
    ? { headers: { 'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' } } } }
    : {};
