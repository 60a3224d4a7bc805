import type { FirstKey, TextKey, Texts } from './en.ts';

/** Gives a text by its key; that of the first conversation, unless it is one that has all. */
export type Translate<Key extends TextKey = FirstKey> = (
  key: Key,
  values?: Readonly<Record<string, string | number>>,
) => string;

/** Looks words up: the agent's own where it has some that are not empty, else those of the language; `{name}` is filled in. */
export const translator =
  (texts: Partial<Texts>, own: Readonly<Record<string, string>>): Translate<TextKey> =>
  (key, values = {}) => {
    const text = (Object.hasOwn(own, key) && own[key]) || texts[key] || '';
    return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
  };

/** Whether a language is written from right to left. */
export const directionOf = (language: string): 'ltr' | 'rtl' =>
  ['ar', 'fa', 'he', 'ur', 'yi', 'ps', 'sd', 'ug', 'dv'].includes(language.slice(0, 2)) ? 'rtl' : 'ltr';
