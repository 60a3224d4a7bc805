import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AppError } from '@parley/protocol';
import { z } from 'zod';
import { csvLine } from '../lib/csv.ts';
import {
  type ExportedConversation,
  listClientMetadataKeys,
  listForExport,
} from '../store/conversations/list-for-export.ts';
import { agentOf, ScenarioSchema } from './find-target.ts';
import { verb } from './verb.ts';

/** `parley export`: an agent's conversations in a file, a line each; memory does not grow with their number. */
export const exportConversations = verb({
  words: ['export'],
  summary: 'write the conversations of an agent to a file',
  setUp: (command) =>
    void command
      .option('--scenario <id>', 'the scenario id of the agent')
      .option('--format <format>', 'jsonl (whole, with messages and sources) or csv')
      .option('--out <file>', 'the file to write'),
  input: z.object({
    scenario: ScenarioSchema,
    format: z.enum(['csv', 'xlsx', 'jsonl'], '--format must be csv, xlsx or jsonl'),
    out: z
      .string('--out is missing')
      .min(1, '--out is empty')
      .transform((file) => resolve(file)),
  }),
  async run(parley, { scenario, format, out }) {
    if (format === 'xlsx') {
      throw new AppError('not_implemented', 'XLSX is not there yet: a spreadsheet opens --format csv as well.');
    }
    const query = parley.deps.database.named;
    const agent = await agentOf(parley, scenario);
    const columns = format === 'csv' ? await listClientMetadataKeys(query, agent.id) : [];
    const lines = format === 'csv' ? csvLines : jsonLines;
    return { file: out, conversations: await write(out, lines(listForExport(query, agent.id), columns)) };
  },
  lines: ({ file, conversations }) => [`${conversations} conversations are in ${file}.`],
});

type Conversations = AsyncIterable<ExportedConversation>;

async function* jsonLines(conversations: Conversations): AsyncGenerator<string> {
  for await (const conversation of conversations) yield `${JSON.stringify(conversation)}\n`;
}

const OWN = [
  ...(['id', 'ord', 'source', 'driver', 'progress', 'created_at', 'last_message_at', 'title'] as const),
  ...(['most_frequent_language', 'visitor_name', 'visitor_email', 'visitor_phone', 'visitor_label'] as const),
];

async function* csvLines(conversations: Conversations, keys: readonly string[]): AsyncGenerator<string> {
  // A byte order mark: without it spreadsheets read UTF-8 as something else.
  yield `\uFEFF${csvLine([...OWN, 'metadata', 'messages', ...keys.map((key) => `client_metadata.${key}`)])}`;
  for await (const conversation of conversations) {
    const own = OWN.map((column) => {
      const value = conversation[column];
      return value instanceof Date ? value.toISOString() : value;
    });
    const said = conversation.messages.map(({ author, content }) => `${author}: ${content}`).join('\n');
    const latest = Object.assign({}, ...conversation.messages.map(({ client_metadata: given }) => given ?? {}));
    const given = keys.map((key) => (key in latest ? String(latest[key]) : null));
    yield csvLine([...own, JSON.stringify(conversation.metadata), said, ...given]);
  }
}

/** Writes beside the file and renames: what stands there is whole, or still the old one. Gives the conversations. */
async function write(out: string, lines: AsyncIterable<string>): Promise<number> {
  const file = createWriteStream(`${out}.partial`, { mode: 0o600 });
  try {
    await once(file, 'open');
    const written = await pour(lines, file);
    file.end();
    await once(file, 'close');
    await rename(`${out}.partial`, out);
    return written;
  } catch (error) {
    file.destroy();
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    throw new AppError('bad_request', `The export cannot be written to ${out}: ${error.message}.`, undefined, error);
  }
}

async function pour(lines: AsyncIterable<string>, file: WriteStream): Promise<number> {
  let written = 0;
  for await (const line of lines) {
    if (!file.write(line)) await once(file, 'drain');
    // The head of a CSV file begins with a byte order mark and is no conversation.
    if (!line.startsWith('\uFEFF')) written += 1;
  }
  return written;
}
