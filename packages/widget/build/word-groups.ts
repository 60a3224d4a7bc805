import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Rolldown } from 'vite';

type Words = Readonly<Record<string, string>>;
type Groups = { readonly LAUNCHER: Words; readonly CHAT: Words; readonly LATE: Words };

const WANTED = /^(.*[\\/])[a-z]{2}\.ts\?(launcher|first|late)$/;

/** Which groups of `en.ts` a question of an import asks for. */
const GROUPS = {
  launcher: ['LAUNCHER'],
  first: ['LAUNCHER', 'CHAT'],
  late: ['LATE'],
} as const satisfies Readonly<Record<string, readonly (keyof Groups)[]>>;

const isGroup = (name: string | undefined): name is keyof typeof GROUPS =>
  name !== undefined && Object.hasOwn(GROUPS, name);

/**
 * Takes the words of a language apart: `de.ts?first` has those that a first conversation says, `de.ts?late` those of the
 * parts that come later, `en.ts?launcher` those of the launcher. Which is which stands in `en.ts` beside the file.
 */
export const wordGroups: Rolldown.Plugin = {
  name: 'parley-word-groups',
  async load(id) {
    const [, folder, group] = WANTED.exec(id) ?? [];
    if (folder === undefined || !isGroup(group)) return null;
    const english: Groups = await import(pathToFileURL(`${folder}en.ts`).href);
    const { TEXTS }: { TEXTS: Words } = await import(pathToFileURL(id.replace(/\?.*$/, '')).href);
    const keys = GROUPS[group].flatMap((name) => Object.keys(english[name]));
    const texts = Object.fromEntries(keys.map((key) => [key, TEXTS[key]]));
    return { code: `export const TEXTS = ${JSON.stringify(texts)};`, moduleType: 'js' };
  },
};

/** The languages that there is a file of words for. */
export const languagesIn = (root: string): string[] =>
  readdirSync(join(root, 'src/texts'))
    .filter((name) => /^[a-z]{2}\.ts$/.test(name))
    .map((name) => name.slice(0, 2));
