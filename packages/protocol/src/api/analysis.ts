import { z } from 'zod';
import { FLAG_REASONS, INTENTS, RESOLUTION_STATUSES, SENTIMENTS } from '../words.ts';

/** What the Agent API shows of an analysis: its first five fields are the published contract's. */
export const UnifiedAnalysisSchema = z
  .object({
    sentiment: z.enum(SENTIMENTS),
    resolution_status: z.enum(RESOLUTION_STATUSES).describe("The AI's view, which may differ from the conversation's."),
    topic: z.string(),
    is_flagged: z.boolean(),
    flag_reason: z.string().nullable().describe('Why, in a sentence.'),
    flag_code: z.enum(FLAG_REASONS).nullable().describe('Why, as a word that does not change.'),
    intent: z.enum(INTENTS).nullable().describe('What the visitor came for.'),
    knowledge_gap: z.string().nullable().describe('What the visitor asked and was not told.'),
    dimensions: z
      .record(z.string(), z.unknown())
      .describe("What the workspace's own rubric asks for, by the keys of its dimensions."),
  })
  .meta({ id: 'UnifiedAnalysis' });
export type UnifiedAnalysis = z.output<typeof UnifiedAnalysisSchema>;
