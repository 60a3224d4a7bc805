import type { WidgetContext } from '../contract.ts';
import type { LoadedTexts } from '../texts/load-texts.ts';
import type { Extras } from './extras.ts';
import type { Questions } from './questions.ts';
import { adoptStyles } from './styles/adopt-styles.ts';
import type { Voice } from './voice.ts';

/** The parts that are fetched when they are first needed, by their chunk. */
export type Chunks = { readonly questions: Questions; readonly extras: Extras; readonly voice: Voice };
export type ChunkName = keyof Chunks;
export type LoadChunk = <Name extends ChunkName>(name: Name) => Promise<Chunks[Name]>;

/** What the SDK imports by itself, for files and for tabs without locks. */
export const CLIENT_PARTS = 'late-parts';

const IMPORTS: { readonly [Name in ChunkName]: () => Promise<Chunks[Name]> } = {
  questions: async () => (await import('./questions.ts')).QUESTIONS,
  extras: async () => (await import('./extras.ts')).EXTRAS,
  voice: async () => (await import('./voice.ts')).VOICE,
};

/** Fetches chunks for one window, with the rules and words that they need; each is held to its hash, like all that is ours. */
export function chunkLoader({ prefetch, shadow }: WidgetContext, words: LoadedTexts): LoadChunk {
  const styled = new Set<ChunkName>();
  const load: LoadChunk = async (name) => {
    // The rules of the extras build upon those of the questions, and their files upon a part of the client.
    const others = name === 'extras' ? [load('questions'), prefetch(CLIENT_PARTS)] : [];
    await Promise.all([prefetch(name), ...others]);
    const parts = await IMPORTS[name]();
    if (styled.has(name)) return parts;
    styled.add(name);
    adoptStyles(shadow, parts.STYLES);
    if ('TEXTS' in parts) Object.assign(words.texts, parts.TEXTS[`./${words.language}.ts`]);
    return parts;
  };
  return load;
}
