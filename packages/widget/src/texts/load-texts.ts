import type { FirstTexts, Texts } from './en.ts';

/**
 * Each file of this folder that is named by a language gives a chunk with what a first conversation says: to add a language
 * is to add its file. The build takes its words apart (build/word-groups.ts); where nothing is built it has all of them.
 */
const FIRST = import.meta.glob<FirstTexts>(['./??.ts'], { import: 'TEXTS', query: '?first' });

/** Words as they come in; those of the late parts are added to them. */
export type LoadedTexts = { readonly language: string; readonly texts: Partial<Texts> };

/** The words of the first language that there are some for, `de-AT` counting as `de`; English where there is none. */
export async function loadTexts(languages: readonly string[]): Promise<LoadedTexts> {
  for (const wanted of languages) {
    const language = wanted.slice(0, 2).toLowerCase();
    // A chunk that does not come (an interrupted deployment) must not keep a visitor from writing.
    const texts = await FIRST[`./${language}.ts`]?.().catch(() => null);
    if (texts) return { language, texts: { ...texts } };
  }
  return { language: 'en', texts: { ...(await FIRST['./en.ts']?.()) } };
}
