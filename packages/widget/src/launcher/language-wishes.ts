import type { Looks, WidgetMode } from '../contract.ts';
import { languageTag } from '../loader/language-tag.ts';
import { LANGUAGES } from './words.ts';

/**
 * The language of launcher and chat, as a BCP 47 tag: the first that there are words for of what the site says, the page's
 * own, and the browser's; null where there is none, and it is for the agent to say. The chat page's own does not count: its
 * plain form speaks English only, and is what the widget replaces.
 */
export function wishedLanguage({ language }: Looks, mode: WidgetMode): string | null {
  const page = mode === 'page' ? null : document.documentElement.lang;
  for (const wish of [language, page, ...(navigator.languages ?? [])]) {
    const tag = languageTag(wish);
    if (tag && LANGUAGES.includes(tag.split('-')[0] ?? '')) return tag;
  }
  return null;
}
