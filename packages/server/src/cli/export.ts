import { open, rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AppError, EXPORT_FORMATS, EXPORT_ROWS } from '@parley/protocol';
import { z } from 'zod';
import { noteLocalExport } from '../commands/note-local-export.ts';
import { type ExportJob, type RowCount, writeExport } from '../commands/write-export.ts';
import type { OpenParley } from '../open-parley.ts';
import { removeSelections } from '../store/exports/selection.ts';
import { agentOf, ScenarioSchema } from './find-target.ts';
import { createRowProgress } from './progress.ts';
import { localVerb, type Tell, verb } from './verb.ts';

const ExportSchema = z.object({
  scenario: ScenarioSchema,
  format: z.enum(EXPORT_FORMATS, `--format must be one of: ${EXPORT_FORMATS.join(', ')}`),
  rows: z.enum(EXPORT_ROWS, `--rows must be one of: ${EXPORT_ROWS.join(', ')}`).default('conversation'),
  out: z
    .string('--out is missing')
    .min(1, '--out is empty')
    .transform((file) => resolve(file)),
});
type Input = z.output<typeof ExportSchema>;

type Written = { readonly file: string; readonly rows: number; readonly conversations?: number };

/** `parley export`: an agent's conversations in a file; memory does not grow with their number. */
export const exportConversations = localVerb({
  words: ['export'],
  summary: 'write the conversations of an agent to a file',
  setUp: (command) =>
    void command
      .option('--scenario <id>', 'the scenario id of the agent')
      .option('--format <format>', 'csv, xlsx, or jsonl (a line each, whole, with messages and sources)')
      .option('--rows <what>', 'what a row is: conversation, or message', 'conversation')
      .option('--out <file>', 'the file to write'),
  input: ExportSchema,
  async run(terminal, input) {
    const progress = createRowProgress(terminal);
    try {
      const written = (await terminal.call(WRITE, input, (rows) => progress.at(rows as RowCount))) as Written;
      terminal.show(written, [`${written.rows} ${input.rows}s are in ${written.file}.`]);
    } finally {
      progress.close();
    }
  },
});

const WRITE = ['export', 'write'];

/** The writing of `parley export`, in the process that has the installation open. */
export const exportWrite = verb({
  words: WRITE,
  summary: 'write an export',
  setUp: () => {},
  input: ExportSchema,
  async run(parley, input, tell): Promise<Written> {
    const { scenario, format, rows, out } = input;
    const agent = await agentOf(parley, scenario);
    const job: ExportJob = {
      workspaceId: agent.workspaceId,
      id: parley.commands.ids.uuid(),
      shape: { format, rows },
      selection: { scope: 'agent', agentId: agent.id, filter: {} },
    };
    await noteLocalExport(parley.commands, { job, agentId: agent.id });
    const count = await writeTo(out, parley, job, tell);
    return { file: out, rows: count, ...(rows === 'conversation' ? { conversations: count } : {}) };
  },
  lines: () => [],
});

/** Writes beside the file and renames: what stands there is whole, or still the old one. Gives the rows. */
async function writeTo(out: Input['out'], parley: OpenParley, job: ExportJob, tell: Tell): Promise<number> {
  const partial = `${out}.partial`;
  try {
    const rows = await pour(partial, parley, job, tell);
    await rename(partial, out);
    return rows;
  } catch (error) {
    await rm(partial, { force: true }).catch(() => {});
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    throw new AppError('bad_request', `The export cannot be written to ${out}: ${error.message}.`, undefined, error);
  } finally {
    await removeSelections(parley.commands.database.named, [job]);
  }
}

/** Often enough for eyes; each is a line on a socket. */
const TOLD_EVERY_MS = 200;

async function pour(path: string, { commands }: OpenParley, job: ExportJob, tell: Tell): Promise<number> {
  const file = await open(path, 'w', 0o600);
  try {
    let rows = 0;
    let toldMs = 0;
    const bytes = writeExport(commands, job, (count) => {
      rows = count.written;
      const now = commands.clock.monotonicMs();
      if (now - toldMs < TOLD_EVERY_MS) return;
      toldMs = now;
      tell(count);
    });
    for await (const piece of bytes) await file.writeFile(piece);
    return rows;
  } finally {
    await file.close();
  }
}
