import { z } from 'zod';
import { LIMITS } from '../limits.ts';
import { sendChatEndpoint } from './chat.ts';
import { endpoint, json } from './endpoint.ts';
import { text } from './shapes.ts';
import { SourceItemSchema } from './sources.ts';

const fields = {
  active: z.boolean().describe('Whether other agents may ask this one over MCP.'),
  name: text(200).describe("The tool's title. An empty one gives the agent's name back."),
  command: z
    .string()
    .regex(/^[a-zA-Z0-9_-]{1,64}$/, 'must have 1 to 64 of the characters a-z, A-Z, 0-9, "_" and "-"')
    .describe('What the tool is called by.'),
  description: text(2_000).describe('What the tool is for, as other agents are told. An empty one gives ours back.'),
};

export const McpSettingsSchema = z.object(fields).meta({ id: 'McpSettings' });
export type McpSettings = z.output<typeof McpSettingsSchema>;

const McpSettingsPatchSchema = z.strictObject(fields).partial().meta({ id: 'McpSettingsPatch' });

const EXAMPLE: McpSettings = {
  active: true,
  name: 'Ada',
  command: 'send_message',
  description: 'Asks the assistant of a shop about orders and returns.',
};

const common = { tags: ['MCP'], surface: 'agent', errors: [] } as const;

export const getMcpSettingsEndpoint = endpoint({
  ...common,
  id: 'get-mcp-settings',
  method: 'GET',
  path: '/v1/api/mcp/settings',
  summary: 'Get what the agent is as a tool of other agents',
  scope: 'read_all',
  tier: 'read',
  responses: { 200: json(McpSettingsSchema, 'The settings.', EXAMPLE) },
});

export const updateMcpSettingsEndpoint = endpoint({
  ...common,
  id: 'update-mcp-settings',
  method: 'PATCH',
  path: '/v1/api/mcp/settings',
  summary: 'Change what the agent is as a tool of other agents',
  description: 'Changes what is given and leaves the rest. It holds from the next request to `/mcp` on.',
  scope: 'write_all',
  tier: 'write',
  body: McpSettingsPatchSchema,
  bodyExample: { command: 'ask_the_shop' },
  responses: { 200: json(McpSettingsSchema, 'All settings, as they are now.', EXAMPLE) },
});

const McpReplySchema = z
  .object({
    conv_id: z.string().meta({ format: 'uuid', description: 'Send it with the next message.' }),
    reply: z.string().describe('Markdown; empty while people have the conversation.'),
    ord_number: z.int(),
    sources: z.array(SourceItemSchema).describe('The passages that the reply rests on.'),
  })
  .meta({ id: 'McpReply' });

export const mcpChatEndpoint = endpoint({
  ...common,
  id: 'mcp-chat',
  method: 'POST',
  path: '/v1/api/mcp/chat',
  summary: 'Say something to the agent for an MCP client',
  description:
    'For wrappers that speak MCP on their own machine; `/mcp` speaks it itself. Conversations are of the channel `mcp`.',
  scope: 'write_all',
  tier: 'chat',
  body: z.object({
    text: sendChatEndpoint.body.shape.text,
    conv_id: z.string().max(100).nullish().describe('The conversation to go on with; null begins one.'),
    mcp_client_name: text(LIMITS.clientMetadataValueMax).nullish().describe('Which program asks.'),
  }),
  bodyExample: { text: 'Can I return an item after three weeks?', conv_id: null, mcp_client_name: 'example' },
  responses: { 200: json(McpReplySchema, 'The reply.') },
  errors: ['forbidden', 'unavailable'],
});
