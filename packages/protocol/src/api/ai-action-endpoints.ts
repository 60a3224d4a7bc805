import { z } from 'zod';
import { ACTION_VARIABLES } from '../action-words.ts';
import {
  ACTION_LIMITS,
  AiActionCallsSchema,
  AiActionDetailSchema,
  AiActionMetadataSchema,
  AiActionPatchSchema,
  AiActionSchema,
  AiActionSecretSchema,
  AiActionTestSchema,
  AiActionToolsSchema,
  NewAiActionSchema,
} from './ai-actions.ts';
import { endpoint, json } from './endpoint.ts';
import { jsonObject, numberParam, text } from './shapes.ts';
import { cursorFields } from './workspace/shapes.ts';

const PATH = '/v1/api/ai_actions';
/** Not below the actions: an address that is one of two things is read by machines in two ways. */
const SECRETS = '/v1/api/ai_action_secrets';
const common = { tags: ['AI Actions'], surface: 'agent' } as const;
const reading = { ...common, method: 'GET', scope: 'read_all', tier: 'read' } as const;
const writing = { ...common, scope: 'write_all', tier: 'write' } as const;
const params = z.object({ id: numberParam('The integer id of the action.') });

const EXAMPLE = {
  type: 'http_request',
  name: 'Order status',
  description: 'Looks up where an order is. Call it when the visitor asks about an order.',
  http_request: {
    method: 'GET',
    url: 'https://api.example.com/customers/{{metadata_customer_id}}/orders/{{order_id}}',
    parameters: [{ name: 'order_id', description: 'Number of the order.', type: 'str', is_required: true }],
    thinking_message: 'Looking up your order …',
    save_to_memory: [{ path: '$.status', key: 'order_status' }],
    run_only_when: [{ key: 'customer_id', operator: 'exists' }],
    response_filter: ['$.status', '$.carrier'],
  },
} as const;

export const listAiActionsEndpoint = endpoint({
  ...reading,
  id: 'list-ai-actions',
  path: PATH,
  summary: 'List AI actions',
  description: 'All actions of the agent, by id: a bare array.',
  responses: { 200: json(z.array(AiActionSchema), 'The actions.') },
  errors: [],
});

export const createAiActionEndpoint = endpoint({
  ...writing,
  id: 'create-ai-action',
  method: 'POST',
  path: PATH,
  summary: 'Create an AI action',
  description:
    `At most ${ACTION_LIMITS.perAgent} of an agent. A placeholder that names nothing answers 422. While a developer constant ` +
    '`[[name]]` is left anywhere, the action is incomplete (`is_valid` false) and cannot be switched on.',
  body: NewAiActionSchema,
  bodyExample: EXAMPLE,
  responses: { 201: json(AiActionDetailSchema, 'The action.') },
  errors: ['conflict'],
});

export const getAiActionEndpoint = endpoint({
  ...reading,
  id: 'get-ai-action',
  path: `${PATH}/{id}`,
  summary: 'Get an AI action',
  params,
  responses: { 200: json(AiActionDetailSchema, 'The action, whole.') },
  errors: ['not_found'],
});

export const updateAiActionEndpoint = endpoint({
  ...writing,
  id: 'update-ai-action',
  method: 'PATCH',
  path: `${PATH}/{id}`,
  summary: 'Change an AI action',
  description:
    'Only what is given changes, `{"is_active": false}` too. The first change that completes an action whose method is GET ' +
    'switches it on; one that is made incomplete is switched off.',
  params,
  body: AiActionPatchSchema,
  bodyExample: { is_active: true },
  responses: { 200: json(AiActionDetailSchema, 'The action as it is now.') },
  errors: ['not_found', 'conflict'],
});

export const deleteAiActionEndpoint = endpoint({
  ...writing,
  id: 'delete-ai-action',
  method: 'DELETE',
  path: `${PATH}/{id}`,
  summary: 'Delete an AI action',
  description: 'With the log of its calls.',
  params,
  responses: { 200: json(z.object({ id: z.int(), deleted: z.literal(true) }), 'It is gone.') },
  errors: ['not_found', 'conflict'],
});

const variables = z.partialRecord(z.enum(ACTION_VARIABLES), text(2_000, 1));

export const testAiActionEndpoint = endpoint({
  ...writing,
  id: 'test-ai-action',
  method: 'POST',
  path: `${PATH}/{id}/test`,
  summary: 'Test an AI action',
  description:
    'Sends the real request with sample values, whether or not the action is switched on and whatever its conditions say. ' +
    'Nothing is kept: neither metadata nor a line of the log.',
  tier: 'heavy',
  params,
  body: z
    .strictObject({
      tool: text(ACTION_LIMITS.remoteToolNameMax, 1)
        .optional()
        .describe('Of the type `remote_mcp`: the tool to call, as its server calls it.'),
      parameters: jsonObject().default({}).describe('What the model would fill in.'),
      metadata: jsonObject().default({}).describe('What `{{metadata_<key>}}` stands for.'),
      variables: variables.default({}).describe('What the other placeholders stand for, where it matters.'),
    })
    .meta({ id: 'AiActionTestBody' }),
  bodyExample: { parameters: { order_id: '1042' }, metadata: { customer_id: 'c-7' } },
  responses: { 200: json(AiActionTestSchema, 'What came of it; that the service refuses is such an outcome too.') },
  errors: ['not_found', 'conflict'],
});

export const listAiActionToolsEndpoint = endpoint({
  ...reading,
  id: 'list-ai-action-tools',
  path: `${PATH}/{id}/tools`,
  summary: 'List the tools of a remote server',
  description: 'Of an action of the type `remote_mcp`: as its server told them when it was last asked.',
  params,
  responses: { 200: json(AiActionToolsSchema, 'The tools; none of an action of another type.') },
  errors: ['not_found'],
});

export const refreshAiActionToolsEndpoint = endpoint({
  ...writing,
  id: 'refresh-ai-action-tools',
  method: 'POST',
  path: `${PATH}/{id}/tools`,
  summary: 'Ask a remote server for its tools',
  description:
    'Of an action of the type `remote_mcp`. The agent calls tools as they were told last; a turn does not ask.',
  tier: 'heavy',
  params,
  responses: { 200: json(AiActionToolsSchema, 'The tools as they are now, or why the server could not be asked.') },
  errors: ['not_found', 'conflict'],
});

export const listAiActionCallsEndpoint = endpoint({
  ...reading,
  id: 'list-ai-action-calls',
  path: `${PATH}/{id}/calls`,
  summary: 'List the calls of an AI action',
  description: 'The newest first. A call is erased with its conversation.',
  params,
  query: z.object(cursorFields()),
  responses: { 200: json(AiActionCallsSchema, 'A page of calls, with the totals of all that are kept.') },
  errors: ['not_found'],
});

export const listAiActionMetadataEndpoint = endpoint({
  ...reading,
  id: 'list-ai-action-metadata',
  path: '/v1/api/ai_action_metadata',
  summary: 'List the metadata that placeholders can name',
  description:
    'What is known of visitors, and the keys that stood in the metadata of the last 20 conversations, each with its newest ' +
    'value. `{{metadata_<key>}}` names one; another key may be named too.',
  responses: { 200: json(z.array(AiActionMetadataSchema), 'The keys, those of visitors first.') },
  errors: [],
});

const secretParams = z.object({
  name: z.string().regex(/^[a-z][a-z0-9_]{0,63}$/, 'must be lower-case letters, digits and _, at most 64'),
});

export const listAiActionSecretsEndpoint = endpoint({
  ...reading,
  id: 'list-ai-action-secrets',
  path: SECRETS,
  summary: 'List the secrets of AI actions',
  description: 'Their names: a value is never shown again.',
  responses: { 200: json(z.array(AiActionSecretSchema), 'The secrets of the agent, by name: a bare array.') },
  errors: [],
});

export const setAiActionSecretEndpoint = endpoint({
  ...writing,
  id: 'set-ai-action-secret',
  method: 'PUT',
  path: `${SECRETS}/{name}`,
  summary: 'Set a secret of AI actions',
  description: `\`{{secret.<name>}}\` in headers, query, body and path of an action stands for it. At most ${ACTION_LIMITS.secrets} of an agent.`,
  params: secretParams,
  body: z
    .strictObject({
      value: text(ACTION_LIMITS.secretMax, ACTION_LIMITS.secretMin)
        // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
        .regex(/^[^\u0000-\u001f\u007f]*$/, 'must not contain line breaks and other control characters')
        .describe('Stored encrypted. It is blotted out wherever it would be shown, which needs some length.'),
    })
    .meta({ id: 'AiActionSecretBody' }),
  bodyExample: { value: 'a-token-of-your-service' },
  responses: { 200: json(AiActionSecretSchema, 'The secret, without its value.') },
  errors: ['conflict'],
});

export const deleteAiActionSecretEndpoint = endpoint({
  ...writing,
  id: 'delete-ai-action-secret',
  method: 'DELETE',
  path: `${SECRETS}/{name}`,
  summary: 'Delete a secret of AI actions',
  description: 'Answers 409 while an action names it.',
  params: secretParams,
  responses: { 200: json(z.object({ name: z.string(), deleted: z.literal(true) }), 'It is gone.') },
  errors: ['not_found', 'conflict'],
});
