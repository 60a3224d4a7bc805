import { ENDPOINTS, type Endpoint } from '@parley/protocol/api';
import { operationOf } from './operation.ts';
import type { Components, JsonSchema } from './schema-components.ts';

export type OpenApiDocument = {
  readonly openapi: '3.1.1';
  readonly info: JsonSchema;
  readonly servers: readonly { readonly url: string; readonly description: string }[];
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: { readonly [path: string]: { readonly [method: string]: JsonSchema } };
  readonly components: {
    readonly schemas: { readonly [name: string]: JsonSchema };
    readonly securitySchemes: JsonSchema;
  };
};

const TAGS = {
  Chat: 'Talk to the AI Agent from your own app.',
  'Chatbot Settings': "The agent's name, prompt, guidelines and manner.",
  MCP: 'What the agent is as a tool of other agents; `/mcp` itself is told in the guide.',
  'Knowledge Base': 'What the agent knows, as a whole.',
  Articles: 'What the agent knows, piece by piece.',
  'Article Language URLs': 'Where readers of a language find an article.',
  Tags: 'Labels of articles, by which chat requests can narrow the knowledge.',
  'File Upload': 'Articles from documents.',
  'Import External Content': 'Articles from websites; not available yet.',
  Conversations: 'What was said, on every channel.',
  'Conversation Metadata': 'Your own data about a conversation, which the agent knows too.',
  Auth: 'Verifying tokens.',
  Workspace: 'The workspace as a whole: for integrations with a workspace key.',
  'Conversations of the workspace': 'Every chatbot’s conversations: read, route, and reply as a person.',
  'Conversation Notes': 'What the team writes to itself.',
  'Conversation Tags': 'Labels of conversations, from the palette of the workspace.',
  'API keys': 'Keys of the Workspace API, for the owner and admins of a workspace.',
  'Audit log': 'Who did what, when and from where.',
  Chatbots: 'The AI agents of the workspace.',
  'QR Codes': 'Codes that begin a conversation or lead to an address of yours.',
  Products: 'The same for products, by the number on the package.',
  Objects: 'The same for things of your own: rooms, machines, tables.',
  'Live events': 'What happens, as it happens: for one conversation or the whole workspace.',
  Team: 'Who works in the workspace.',
  'Widget Configuration': 'How the widget of the agent looks and behaves.',
  'Conversation Rating': 'What visitors are asked at the end.',
  'Handoff Configuration': 'When and how conversations are handed over to people.',
  'Data Gathering': 'Which metadata the agent fills from the talk.',
  Widget: 'For browsers of visitors, on pages of other sites.',
  'AI Actions':
    "What an agent can do in a company's systems: HTTP requests and remote tools, their secrets and their log.",
  Analysis: 'How conversations are understood, and runs over history.',
  Channels: 'The accounts of the chatbots on other platforms: Telegram, WhatsApp, e-mail and others.',
  Webhooks: 'Other systems are told what happens, signed as Standard Webhooks.',
  Exports: 'Conversations as files: CSV, XLSX and JSON lines.',
  Inbox: 'What the team’s own application asks, for people who are signed in.',
  'Inbox: the list': 'Rows, counts and bulk changes.',
  'Inbox: saved views': 'Filters with a name, own or of the team.',
  'Inbox: a conversation': 'One conversation with everything that is known of it, and what can be done.',
  'Inbox: canned replies': 'Words in stock.',
  'Inbox: preferences': 'How each person wants it.',
  'Inbox: configuration': 'Agents, knowledge, tokens and retention.',
  Operation: 'For those who run this installation.',
};

const DESCRIPTION = `Two APIs on one model of a conversation. A path is the same with and without a slash at its end. Unknown parameters are ignored. Timestamps are UTC.

**The Agent API** (\`/chat\`, \`/v1/api/\`, \`/v1/api_core/\`) is the API of one AI Agent. Send \`Authorization: Bearer <API_TOKEN>\` with every request; the token knows its agent. Unknown fields are ignored. Limits per token and endpoint: 120 reads, 60 writes and 20 heavy calls a minute, and 600 chat turns.

**The Workspace API** (all other \`/v1/\`) is for integrations of a whole workspace. Send \`Authorization: Bearer par_live_…\`. Limits, unless told otherwise: 60 calls a minute and 1,000 an hour for all keys of a workspace together; every answer has \`X-RateLimit-Limit-Minute\`, \`X-RateLimit-Remaining-Minute\`, \`X-RateLimit-Reset-Minute\` (Unix seconds) and the same three of the hour, and a 429 has \`Retry-After\`. Every POST takes an \`Idempotency-Key\` of at most 255 characters: within 24 hours the same key and body get the first answer again, with \`Idempotent-Replayed: true\`. Every answer has \`X-Request-Id\`, which refusals repeat as \`request_id\`.`;

/** The OpenAPI document of every endpoint. `serverUrl` is where this installation answers, without a slash at the end. */
export function openApiDocument(options: { serverUrl?: string; version?: string } = {}): OpenApiDocument {
  const components: Components = new Map();
  const paths: { [path: string]: { [method: string]: JsonSchema } } = {};
  for (const endpoint of ENDPOINTS as readonly Endpoint[]) {
    if (endpoint.surface === 'inbox') continue;
    const item = paths[endpoint.path] ?? {};
    item[endpoint.method.toLowerCase()] = operationOf(endpoint, components);
    paths[endpoint.path] = item;
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Parley API',
      version: options.version ?? '0.1.0',
      description: DESCRIPTION,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: options.serverUrl ?? '/', description: 'This installation' }],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      schemas: Object.fromEntries([...components].toSorted(([a], [b]) => a.localeCompare(b))),
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'A token of one AI Agent, valid for 52 weeks.',
        },
        visitor: {
          type: 'http',
          scheme: 'bearer',
          description: 'The session of a visitor, from `POST /widget/sessions`.',
        },
        key: {
          type: 'http',
          scheme: 'bearer',
          description: 'A key of the workspace, `par_live_…`: for the Workspace API.',
        },
      },
    },
  };
}
