import { z } from 'zod';
import {
  ACTION_CONDITIONS,
  ACTION_METHODS,
  ACTION_OUTCOMES,
  ACTION_PARAMETER_TYPES,
  ACTION_TYPES,
} from '../action-words.ts';
import { METADATA_KEY_MAX } from '../limits.ts';
import { jsonObject, text, timestamp, uuid } from './shapes.ts';
import type { Json } from './storable.ts';

/** How large an action may be. Lengths count UTF-16 units. */
export const ACTION_LIMITS = {
  perAgent: 15,
  nameMax: 64,
  descriptionMax: 1_000,
  urlMax: 10_000,
  parameters: 10,
  parameterDescriptionMax: 500,
  items: 50,
  bodyMax: 64 * 1024,
  paths: 30,
  secrets: 50,
  secretMin: 8,
  secretMax: 4_000,
  remoteTools: 100,
  remoteToolNameMax: 128,
} as const;

const anyJson = () => z.custom<Json>((value) => value !== undefined).meta({ openapi: {} });

const item = z.strictObject({
  name: text(200, 1),
  value: text(10_000).describe(
    'May hold placeholders such as `{{order_id}}`, `{{metadata_plan}}`, `{{secret.token}}`.',
  ),
});

const header = z.strictObject({
  name: text(200, 1).regex(/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/, 'must be the name of an HTTP header'),
  value: item.shape.value,
});

const parameter = z.strictObject({
  name: text(64, 1).regex(
    /^[A-Za-z_][A-Za-z0-9_]*$/,
    'must be letters, digits and _, beginning with none of the digits',
  ),
  description: text(ACTION_LIMITS.parameterDescriptionMax).default(''),
  type: z
    .enum(ACTION_PARAMETER_TYPES, `must be one of: ${ACTION_PARAMETER_TYPES.join(', ')}`)
    .describe('`custom` is of the JSON Schema in `schema`, or any JSON without one.'),
  is_required: z.boolean().default(true),
  default: anyJson().optional().describe('Taken where the model leaves the parameter out.'),
  schema: jsonObject().nullish().describe('Of the type `custom` only.'),
});

const condition = z.strictObject({
  key: text(METADATA_KEY_MAX, 1).describe(
    'A bare key of the metadata. One that a browser has said unsigned counts as absent.',
  ),
  operator: z.enum(ACTION_CONDITIONS, `must be one of: ${ACTION_CONDITIONS.join(', ')}`),
  value: anyJson().optional().describe('Of the operator `equals`.'),
});

const path = text(500, 1);

const body = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('items'), items: z.array(item).max(ACTION_LIMITS.items) }),
  z.strictObject({
    type: z.literal('raw'),
    content: text(ACTION_LIMITS.bodyMax).describe('JSON. A bare `{{name}}` becomes a value, one in a string its text.'),
  }),
]);

/** What an action of the type `http_request` asks of a service. */
export const HttpRequestSchema = z.strictObject({
  method: z.enum(ACTION_METHODS, `must be one of: ${ACTION_METHODS.join(', ')}`),
  url: text(ACTION_LIMITS.urlMax).describe('Placeholders may stand in its path and query, never before them.'),
  headers: z.array(header).max(ACTION_LIMITS.items).default([]),
  query: z.array(item).max(ACTION_LIMITS.items).default([]),
  body: body.nullable().default(null).describe('`items` make a JSON object.'),
  parameters: z.array(parameter).max(ACTION_LIMITS.parameters).default([]).describe('What the model fills in.'),
  thinking_message: text(200).nullable().default(null).describe('What the visitor sees while the call runs.'),
  save_to_memory: z
    .array(
      z.strictObject({ path: path.describe('JSONPath (RFC 9535) into the answer.'), key: text(METADATA_KEY_MAX, 1) }),
    )
    .max(ACTION_LIMITS.paths)
    .default([])
    .describe('Kept as metadata of the conversation, from the whole answer.'),
  run_only_when: z.array(condition).max(ACTION_LIMITS.paths).default([]).describe('All must hold.'),
  response_filter: z
    .array(path)
    .max(ACTION_LIMITS.paths)
    .default([])
    .describe('JSONPaths: the model sees what they match and nothing else. Without any it sees all.'),
});
export type HttpRequestFields = z.output<typeof HttpRequestSchema>;

const toolNames = () => z.array(text(ACTION_LIMITS.remoteToolNameMax, 1)).max(ACTION_LIMITS.remoteTools).default([]);

/** The server whose tools an action of the type `remote_mcp` offers. */
export const RemoteMcpSchema = z.strictObject({
  url: text(ACTION_LIMITS.urlMax).describe(
    'Streamable HTTP, or HTTP with SSE where `sse` stands in the path. Without placeholders.',
  ),
  bearer: text(2_000, 1).nullable().default(null).describe('The token, as `{{secret.name}}`. Excludes `headers`.'),
  headers: z
    .array(header)
    .max(20)
    .default([])
    .describe('May hold `{{secret.name}}` and the built-in placeholders. Excludes `bearer`.'),
  tools: z
    .strictObject({
      enabled: toolNames(),
      disabled: toolNames(),
      default_tool_active: z.boolean().default(false).describe('Of tools that neither list names.'),
    })
    .prefault({})
    .describe('Which tools the agent may call, by the names that the server gives: `enabled` goes before `disabled`.'),
  run_only_when: z.array(condition).max(ACTION_LIMITS.paths).default([]).describe('All must hold, for each tool.'),
  thinking_message: text(200).nullable().default(null).describe('What the visitor sees while a call runs.'),
});
export type RemoteMcpFields = z.output<typeof RemoteMcpSchema>;

const fields = {
  name: text(ACTION_LIMITS.nameMax, 1)
    .refine((value) => value.trim() !== '', 'must not be empty')
    .describe("Becomes the tool's name: what is no letter, digit, `_` or `-` becomes `_`. Unique in the agent."),
  description: text(ACTION_LIMITS.descriptionMax).describe('When the model shall call it.'),
  icon: text(100).nullable(),
  icon_color: text(40).nullable(),
  is_active: z.boolean(),
};

export const AiActionSchema = z
  .object({
    id: z.int(),
    name: z.string(),
    description: z.string(),
    is_active: z.boolean().describe('Whether the agent may call it.'),
    type: z.enum(ACTION_TYPES),
    icon: z.string().nullable(),
    icon_color: z.string().nullable(),
    is_valid: z.boolean().describe('Whether it is complete: only then it can be switched on.'),
  })
  .meta({ id: 'AiAction' });
export type AiAction = z.output<typeof AiActionSchema>;

export const AiActionDetailSchema = AiActionSchema.extend({
  tool_name: z.string().describe('What the model and the log of a reply call it.'),
  missing: z.array(z.string()).describe('What it lacks to be complete, in sentences.'),
  http_request: HttpRequestSchema.meta({ id: 'AiActionHttpRequest' })
    .nullable()
    .describe('Of the type `http_request`.'),
  remote_mcp: RemoteMcpSchema.meta({ id: 'AiActionRemoteMcp' }).nullable().describe('Of the type `remote_mcp`.'),
  created_at: timestamp(),
  updated_at: timestamp(),
}).meta({ id: 'AiActionDetail' });
export type AiActionDetail = z.output<typeof AiActionDetailSchema>;

const newFields = {
  name: fields.name,
  description: fields.description.default(''),
  icon: fields.icon.default(null),
  icon_color: fields.icon_color.default(null),
  is_active: fields.is_active
    .optional()
    .describe('Left out, a complete action whose method is GET is switched on and any other is not.'),
};

export const NewAiActionSchema = z
  .discriminatedUnion(
    'type',
    [
      z.strictObject({ type: z.literal('http_request'), ...newFields, http_request: HttpRequestSchema }),
      z.strictObject({ type: z.literal('remote_mcp'), ...newFields, remote_mcp: RemoteMcpSchema }),
    ],
    { error: (issue) => (issue.code === 'invalid_union' ? `must be one of: ${ACTION_TYPES.join(', ')}` : undefined) },
  )
  .meta({ id: 'NewAiAction' });

export const AiActionPatchSchema = z
  .strictObject({
    ...fields,
    http_request: HttpRequestSchema.describe('Replaces all of it.'),
    remote_mcp: RemoteMcpSchema.describe('Replaces all of it. With another URL the tools must be asked for anew.'),
  })
  .partial()
  .refine(({ http_request: request, remote_mcp: remote }) => !request || !remote, {
    path: ['remote_mcp'],
    message: 'and http_request exclude each other',
  })
  .meta({ id: 'AiActionPatch' });
export type AiActionPatch = z.output<typeof AiActionPatchSchema>;

const SentRequestSchema = z
  .object({
    method: z.string(),
    url: z.string(),
    headers: z.record(z.string(), z.string()),
    body: z.string().nullable(),
  })
  .meta({ id: 'AiActionRequest', description: 'What was sent, with secrets as `{{secret.name}}`.' });

const outcome = z
  .enum(ACTION_OUTCOMES)
  .describe(
    '`ok`: answered 2xx with something that can be read. `invalid_arguments`, `not_available` (its conditions do not hold) ' +
      'and `missing_value` were not sent.',
  );

const came = {
  outcome,
  message: z.string().nullable().describe('What went wrong, in a sentence.'),
  request: SentRequestSchema.nullable().describe('Null where nothing was sent.'),
  response_status: z.int().nullable(),
  latency_ms: z.int().nullable(),
  saved: z.array(z.string()).describe('Keys of the metadata that were set.'),
  not_saved: z.array(z.string()).describe('What was not kept, and why.'),
};

export const AiActionTestSchema = z
  .object({
    ...came,
    saved: jsonObject().describe('What would have been kept as metadata; a test keeps nothing.'),
    response_body: anyJson().describe('The answer as it came, without secrets.'),
    filtered_body: anyJson().describe('What the model is told of it.'),
    curl: z.string().nullable().describe('The same request for a shell; put your secrets for `{{secret.name}}`.'),
  })
  .meta({ id: 'AiActionTest' });
export type AiActionTest = z.output<typeof AiActionTestSchema>;

export const AiActionCallSchema = z
  .object({
    id: uuid(),
    at: timestamp(),
    conversation_id: uuid(),
    turn_id: uuid(),
    tool: z.string().nullable().describe('Of the type `remote_mcp`: the tool, as its server calls it.'),
    arguments: anyJson().describe('As the model gave them.'),
    ...came,
    response_body: z.string().nullable().describe('Its first 8 KiB, without secrets.'),
    response_body_is_cut: z.boolean(),
  })
  .meta({ id: 'AiActionCall' });
export type AiActionCall = z.output<typeof AiActionCallSchema>;

export const AiActionToolsSchema = z
  .object({
    problem: z.string().nullable().describe('Why the server could not be asked; the tools are those told before then.'),
    listed_at: timestamp().nullable().describe('When the server told them; null before the first time.'),
    tools: z.array(
      z.object({
        name: z.string().describe('As the server calls it: what `enabled` and `disabled` name.'),
        tool_name: z.string().describe('What the model calls it.'),
        title: z.string().nullable(),
        description: z.string().describe('Words of the server, which the model reads.'),
        input_schema: jsonObject().describe('JSON Schema.'),
        is_read_only: z.boolean().describe('What the server says of it; nothing rests on that.'),
        is_active: z.boolean(),
        warnings: z.array(z.string()).describe('Why it cannot be called, or whose name it would have.'),
      }),
    ),
  })
  .meta({ id: 'AiActionTools' });
export type AiActionTools = z.output<typeof AiActionToolsSchema>;

export const AiActionCallsSchema = z
  .object({
    items: z.array(AiActionCallSchema),
    next_cursor: z.string().nullable().describe('Null on the last page.'),
    totals: z.object({
      calls: z.int(),
      sent: z.int().describe('Calls of which a request went out.'),
      succeeded: z.int(),
      success_rate: z.number().nullable().describe('Of those sent, 0 to 1; null before the first.'),
      average_latency_ms: z.int().nullable(),
    }),
  })
  .meta({ id: 'AiActionCalls' });
export type AiActionCalls = z.output<typeof AiActionCallsSchema>;

export const AiActionMetadataSchema = z
  .object({
    key: z.string(),
    sample: anyJson().describe('The newest value of the last 20 conversations; null where there was none.'),
    is_verified: z.boolean().describe('False where a browser has said it unsigned: it opens no condition.'),
  })
  .meta({ id: 'AiActionMetadata' });
export type AiActionMetadata = z.output<typeof AiActionMetadataSchema>;

export const AiActionSecretSchema = z
  .object({
    name: z.string(),
    updated_at: timestamp(),
    used_by: z.array(z.int()).describe('Ids of the actions that name it.'),
  })
  .meta({ id: 'AiActionSecret', description: 'Its value is never shown.' });
export type AiActionSecret = z.output<typeof AiActionSecretSchema>;
