import { queryOptions } from '@tanstack/react-query';
import { baseOf } from '../../language-tag.ts';
import type { ShippedTexts } from './own-texts.ts';

/** The widget's own files, by language: one that is added there is here as well. They are fetched when they are looked at. */
const FILES = import.meta.glob<ShippedTexts>('../../../../../../widget/src/texts/??.ts', { import: 'TEXTS' });

const languageOf = (path: string): string => path.slice(-5, -3);

/** Languages that the widget speaks by itself. */
export const SHIPPED_LANGUAGES: readonly string[] = Object.keys(FILES).map(languageOf);

/** What the widget says in a language; English where it has none. */
export async function loadShipped(language: string): Promise<ShippedTexts> {
  const fileOf = (base: string) => Object.entries(FILES).find(([path]) => languageOf(path) === base)?.[1];
  const load = fileOf(baseOf(language)) ?? fileOf('en');
  if (!load) throw new Error('the widget has no texts');
  return load();
}

/** The shipped texts of a language; they never change while the page is open. */
export const shippedTextsQuery = (language: string) =>
  queryOptions({
    queryKey: ['shipped-texts', baseOf(language)],
    queryFn: () => loadShipped(language),
    staleTime: Number.POSITIVE_INFINITY,
  });
