import { AppError } from '@parley/protocol';
import { z } from 'zod';
import { ScenarioSchema } from './find-target.ts';
import { localVerb } from './verb.ts';

/** `parley export`: its place on the command line; the exports themselves are still to come. */
export const exportConversations = localVerb({
  words: ['export'],
  summary: 'write conversations to a file (not yet)',
  setUp: (command) =>
    void command
      .option('--scenario <id>', 'the scenario id of the agent')
      .option('--format <format>', 'csv, xlsx or jsonl')
      .option('--out <file>', 'the file to write'),
  input: z.object({
    scenario: ScenarioSchema,
    format: z.enum(['csv', 'xlsx', 'jsonl'], '--format must be csv, xlsx or jsonl'),
    out: z.string('--out is missing').min(1),
  }),
  async run() {
    throw new AppError('not_implemented', 'Exports are not there yet: GET /v1/api_core/conversations has the data.');
  },
});
