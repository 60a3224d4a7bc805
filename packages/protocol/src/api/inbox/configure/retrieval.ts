import { z } from 'zod';
import { LIMITS } from '../../../limits.ts';
import { endpoint, json } from '../../endpoint.ts';
import { text, uuid } from '../../shapes.ts';
import { SourceItemSchema } from '../../sources.ts';
import { AGENT, agentParams, configuring } from './common.ts';

export const RetrievalSchema = z
  .object({
    object: z.literal('retrieval'),
    language: z.string().nullable().describe('What the question is taken to be written in, ISO 639-1.'),
    passages: z
      .array(
        z.object({
          article_id: uuid(),
          article_number: z.int(),
          article_version: z.int(),
          title: z.string(),
          url: z.string().nullable(),
          tags: z.array(z.string()),
          text: z.string(),
          start: z.int().describe('Begin in the plain text of that version, in UTF-16 units.'),
          end: z.int(),
          score: z.number().describe('Higher is better; comparable within one answer only.'),
          was_quoted: z.boolean().describe('Whether `decision` rests on it.'),
        }),
      )
      .describe(`What a model would be given, best first: at most ${LIMITS.turnPassages}.`),
    decision: z
      .object({
        kind: z.enum(['answer', 'smalltalk', 'unknown']),
        text: z.string().describe('Markdown.'),
        sources: z.array(SourceItemSchema),
      })
      .describe('What `builtin` would say to it: `unknown` where nothing supports an answer.'),
  })
  .meta({ id: 'Retrieval' });
export type Retrieval = z.output<typeof RetrievalSchema>;

export const tryRetrievalEndpoint = endpoint({
  ...configuring,
  id: 'try-retrieval',
  method: 'POST',
  path: `${AGENT}/retrieval`,
  summary: 'See what would be found for a question',
  description: `The passages that the agent would answer from, at most ${LIMITS.turnPassages}, and what \`builtin\` would make of them. Nothing is stored.`,
  permission: 'agents.view',
  params: agentParams,
  body: z.strictObject({
    question: text(LIMITS.chatTextMax)
      .transform((value) => value.trim())
      .pipe(z.string().min(1, 'must not be empty')),
    kb_topic: text(LIMITS.articleTagMax).nullish().describe('Only articles with this tag, or with none.'),
  }),
  bodyExample: { question: 'What can I return?' },
  responses: { 200: json(RetrievalSchema, 'What was found.') },
  errors: ['not_found'],
});
