import { z } from 'zod';
import { GuidelinesSchema } from './chatbot-settings.ts';
import { endpoint, json } from './endpoint.ts';
import { text } from './shapes.ts';

export const RETRAIN_STATES = ['to_be_retrained', 'in_progress', 'up_to_date', 'failed'] as const;
export type RetrainState = (typeof RETRAIN_STATES)[number];

const retrainState = z
  .enum(RETRAIN_STATES)
  .nullable()
  .describe('Changes are live at the next message, so this is `up_to_date`; null if there is no article yet.');

export const KnowledgeBaseSettingsSchema = z
  .object({
    one_word_description: z.string().describe("The agent's name."),
    short_description: z.string().describe('The main prompt.'),
    ai_commands: z.array(z.string()).describe('Guidelines.'),
    retrain_state: retrainState,
  })
  .meta({ id: 'KnowledgeBaseSettings' });
export type KnowledgeBaseSettings = z.output<typeof KnowledgeBaseSettingsSchema>;

const common = { tags: ['Knowledge Base'], surface: 'agent' } as const;

export const getKnowledgeBaseEndpoint = endpoint({
  ...common,
  id: 'get-knowledge-base',
  method: 'GET',
  path: '/v1/api/knowledge_base',
  summary: 'Get the settings of the Knowledge Base',
  scope: 'read_all',
  tier: 'read',
  responses: { 200: json(KnowledgeBaseSettingsSchema, 'The settings; the first three are those of Chatbot Settings.') },
  errors: [],
});

export const updateKnowledgeBaseEndpoint = endpoint({
  ...common,
  id: 'update-knowledge-base',
  method: 'PATCH',
  path: '/v1/api/knowledge_base',
  summary: 'Change the settings of the Knowledge Base',
  scope: 'write_all',
  tier: 'write',
  body: z
    .object({ one_word_description: text(200), short_description: text(2_000), ai_commands: GuidelinesSchema })
    .partial()
    .meta({ id: 'KnowledgeBaseSettingsPatch' }),
  bodyExample: { short_description: 'You help customers of a shop for lamps.' },
  responses: { 200: json(KnowledgeBaseSettingsSchema, 'The settings, as they are now.') },
  errors: [],
});

export const retrainEndpoint = endpoint({
  ...common,
  id: 'retrain-knowledge-base',
  method: 'POST',
  path: '/v1/api/knowledge_base/retrain',
  summary: 'Retrain the Knowledge Base',
  description:
    'Kept for clients that call it: changes of articles are live at the next message, so nothing is left to do.',
  scope: 'write_all',
  tier: 'write',
  responses: { 200: json(z.object({ retrain_state: retrainState }), 'The state after the call.') },
  errors: [],
});
