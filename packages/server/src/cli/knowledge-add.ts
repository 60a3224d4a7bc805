import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AppError, LIMITS } from '@parley/protocol';
import { z } from 'zod';
import { importDocumentArticles } from '../commands/import-document-articles.ts';
import { agentOf, ScenarioSchema } from './find-target.ts';
import { createProgress } from './progress.ts';
import { localVerb, type Terminal, verb } from './verb.ts';

const TagsSchema = z
  .array(z.string().trim().min(1, '--tag is empty').max(LIMITS.articleTagMax))
  .max(LIMITS.articleTags)
  .default([]);

/** `parley knowledge add`: files and folders become articles; what cannot be read is named and left out. */
export const knowledgeAdd = localVerb({
  words: ['knowledge', 'add'],
  summary: 'import files and folders as articles',
  setUp: (command) =>
    void command
      .argument('<paths...>', 'files (Markdown, text, HTML, PDF, DOCX, CSV) or folders of them')
      .option('--scenario <id>', 'the scenario id of the agent')
      .option('--tag <tag>', 'a tag for each article; may be given several times', collect),
  input: z.object({ scenario: ScenarioSchema, tag: TagsSchema, paths: z.array(z.string()).min(1) }),
  async run(terminal, { scenario, tag: tags, paths }) {
    const { files, refused } = await findFiles(paths);
    const progress = createProgress(terminal, files.length);
    const imported: Imported[] = [];
    try {
      for (const path of files) {
        progress.begins(path);
        const outcome = await importFile(terminal, { path, scenario, tags });
        if ('refusal' in outcome) refused.push(outcome.refusal);
        else imported.push(outcome);
        progress.ended('refusal' in outcome ? null : `${path}: ${count(outcome.articles.length, 'article')}`);
      }
    } finally {
      progress.close();
    }
    for (const refusal of refused) terminal.note(refusal);
    if (refused.length > 0) terminal.fail();
    const articles = imported.flatMap((file) => file.articles);
    const summary = `${count(articles.length, 'article')} from ${count(imported.length, 'file')}`;
    terminal.show({ articles, refused }, [
      refused.length > 0 ? `${summary}; ${refused.length} left out.` : `${summary}.`,
    ]);
  },
});

type Imported = { readonly articles: readonly { readonly id: number; readonly title: string }[] };

const IMPORT_FILE = ['knowledge', 'import-file'];

/** One file of `parley knowledge add`, in the process that has the installation open. */
export const knowledgeImportFile = verb({
  words: IMPORT_FILE,
  summary: 'import one file',
  setUp: () => {},
  input: z.object({ scenario: ScenarioSchema, tags: TagsSchema, fileName: z.string(), base64: z.string() }),
  async run(parley, { scenario, tags, fileName, base64 }): Promise<Imported> {
    const agent = await agentOf(parley, scenario);
    const file = { bytes: Buffer.from(base64, 'base64'), fileName };
    const articles = await importDocumentArticles(parley.commands, { agentId: agent.id, file, tags });
    return { articles: articles.map(({ number, title }) => ({ id: number, title })) };
  },
  lines: () => [],
});

/** The files that the arguments name, each folder's sorted; what is not there or not readable is refused. */
async function findFiles(paths: readonly string[]): Promise<{ files: string[]; refused: string[] }> {
  const files: string[] = [];
  const refused: string[] = [];
  for (const path of paths) {
    try {
      files.push(...((await stat(path)).isDirectory() ? await filesIn(path) : [path]));
    } catch (error) {
      refused.push(`"${path}" ${whyUnreadable(error)}`);
    }
  }
  return { files: [...new Set(files)], refused };
}

/** Every file below a folder, by its path; what is hidden (`.git`, `.DS_Store`) is not meant. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = entries
    .filter((entry) => !entry.name.startsWith('.') && (entry.isDirectory() || entry.isFile()))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((entry) => (entry.isDirectory() ? filesIn(join(folder, entry.name)) : [join(folder, entry.name)]));
  return (await Promise.all(found)).flat();
}

type FileToImport = { readonly path: string; readonly scenario: string; readonly tags: readonly string[] };

async function importFile(
  terminal: Terminal,
  { path, scenario, tags }: FileToImport,
): Promise<Imported | { readonly refusal: string }> {
  let bytes: Buffer;
  try {
    if ((await stat(path)).size > LIMITS.uploadMaxBytes) {
      return { refusal: `"${path}" is larger than ${LIMITS.uploadMaxBytes / 1024 / 1024} MB.` };
    }
    bytes = await readFile(path);
  } catch (error) {
    return { refusal: `"${path}" ${whyUnreadable(error)}` };
  }
  try {
    const input = { scenario, tags, fileName: basename(path), base64: bytes.toString('base64') };
    return (await terminal.call(IMPORT_FILE, input)) as Imported;
  } catch (error) {
    // Anything else would stand in the way of the other files too.
    if (!(error instanceof AppError && error.code === 'validation_failed')) throw error;
    return { refusal: error.message.replace(`"${basename(path)}"`, `"${path}"`) };
  }
}

function whyUnreadable(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'does not exist.';
  if (code === 'EACCES') return 'may not be read by this user.';
  return `cannot be read: ${error instanceof Error ? error.message : String(error)}`;
}

function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
