import type { FirstTexts, LauncherTexts } from '../texts/en.ts';
import { TEXTS as ENGLISH } from '../texts/en.ts?launcher';

/** What the launcher says before the app is there, which brings all other words. */
export type LauncherWords = LauncherTexts;

/** The English ones come with the launcher; the chunk of another language is the one that the chat needs, too. */
const OTHERS = import.meta.glob<FirstTexts>(['../texts/??.ts', '!../texts/en.ts'], {
  import: 'TEXTS',
  query: '?first',
});

/** The languages that there are words of: one for each file of `texts`. */
export const LANGUAGES: readonly string[] = ['en', ...Object.keys(OTHERS).map((path) => path.slice(-5, -3))];

/** Those of a language, whose chunk `prefetch` holds to its hash first; English where they cannot be had. */
export async function launcherWords(
  language: string,
  prefetch: (name: string) => Promise<void>,
): Promise<LauncherWords> {
  const load = OTHERS[`../texts/${language}.ts`];
  if (!load) return ENGLISH;
  try {
    await prefetch(language);
    return await load();
  } catch {
    return ENGLISH;
  }
}

/** The first of some wishes (`de-AT` counts as `de`) among the languages that there are. */
export function chooseLanguage(wishes: readonly (string | null | undefined)[], offered: readonly string[]): string {
  for (const wish of wishes) {
    const language = (wish ?? '').slice(0, 2).toLowerCase();
    if (offered.includes(language)) return language;
  }
  return 'en';
}

export const isRightToLeft = (language: string): boolean => ['ar', 'he', 'fa', 'ur'].includes(language);
