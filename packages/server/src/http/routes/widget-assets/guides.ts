import { readdir, readFile } from 'node:fs/promises';
import { AppError } from '@parley/protocol';

const FOLDER = new URL('../../../../../../docs/guide/', import.meta.url);

/** A page of docs/guide: its file's name without the ending, and its first heading. */
export type Guide = { readonly name: string; readonly title: string };

/** The text of a page of docs/guide. Throws `not_found` for what is none. */
export async function readGuide(name: string): Promise<string> {
  try {
    // Nothing but a name: no other folder, no other kind of file.
    if (!/^[a-z]+(-[a-z]+)*$/.test(name)) throw new Error('no name of a guide');
    return await readFile(new URL(`${name}.md`, FOLDER), 'utf8');
  } catch (error) {
    throw new AppError('not_found', 'There is no such page in docs/guide of this installation.', undefined, error);
  }
}

let guides: Promise<readonly Guide[]> | null = null;

/** All pages of docs/guide, by title. Read once: they come with the program and change with it. */
export function listGuides(): Promise<readonly Guide[]> {
  guides ??= readTitles();
  return guides;
}

async function readTitles(): Promise<readonly Guide[]> {
  const names = (await readdir(FOLDER)).flatMap((file) => /^([a-z-]+)\.md$/.exec(file)?.[1] ?? []);
  const found = await Promise.all(names.map(async (name) => ({ name, title: titleOf(await readGuide(name)) })));
  return found.toSorted((a, b) => a.title.localeCompare(b.title, 'en'));
}

/** The first heading of a page of Markdown, as plain text. */
const titleOf = (markdown: string): string => (/^# (.+)$/m.exec(markdown)?.[1] ?? 'Guide').replaceAll('`', '');
