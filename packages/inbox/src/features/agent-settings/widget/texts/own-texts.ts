import type { WidgetTextKey } from '@parley/protocol';
import { baseOf } from '../../language-tag.ts';
import type { WidgetValues } from '../widget-fields.ts';

export type OwnTexts = WidgetValues['texts'];
/** What the widget says in a language where an agent has no words of its own. */
export type ShippedTexts = { readonly [key in WidgetTextKey]: string };

/** A tag of a language as the API takes it, such as `de` or `de-AT`. */
export const isLanguageTag = (tag: string): boolean => /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(tag);

/** The tag by which there are texts already: visitors' languages are compared without regard to case. */
export const knownTag = (tags: readonly string[], tag: string): string =>
  tags.find((each) => each.toLowerCase() === tag.toLowerCase()) ?? tag;

/** An own text set, or taken back with an empty one. A language without any is not named. */
export function withText(own: OwnTexts, language: string, key: WidgetTextKey, text: string): OwnTexts {
  const { [language]: before = {}, ...others } = own;
  const { [key]: _, ...rest } = before;
  const texts = text === '' ? rest : { ...rest, [key]: text };
  return Object.keys(texts).length === 0 ? others : { ...others, [language]: texts };
}

/** What visitors of a language read where it has no own text: the own one of `de` under `de-AT`, else the shipped one. */
export function textBelow(own: OwnTexts, shipped: ShippedTexts, language: string, key: WidgetTextKey): string {
  const base = baseOf(language);
  const broader = base === language.toLowerCase() ? undefined : own[knownTag(Object.keys(own), base)]?.[key];
  return broader || shipped[key];
}

/** What visitors of a language read. */
export const textOf = (own: OwnTexts, shipped: ShippedTexts, language: string, key: WidgetTextKey): string =>
  own[knownTag(Object.keys(own), language)]?.[key] || textBelow(own, shipped, language, key);

/** What is changed most often, and what the drawing shows: it stands before the rest. */
const OFTEN: readonly WidgetTextKey[] = ['input', 'talkToPerson', 'ask', 'personWanted', 'personAsked', 'branding'];

type Search = {
  /** As they are stored: nothing moves while somebody types. */
  readonly stored: OwnTexts;
  readonly own: OwnTexts;
  readonly shipped: ShippedTexts;
  readonly language: string;
  readonly search: string;
};

/** Keys whose name, shipped text or own text has the words that are searched: with stored own texts, changed often, the rest. */
export function foundKeys({ stored, own, shipped, language, search }: Search): WidgetTextKey[] {
  const wanted = search.trim().toLowerCase();
  const keys = Object.keys(shipped) as WidgetTextKey[];
  const found = keys.filter((key) =>
    [key, shipped[key], own[language]?.[key] ?? ''].some((text) => text.toLowerCase().includes(wanted)),
  );
  const placeOf = (key: WidgetTextKey): number => {
    if (stored[language]?.[key] !== undefined) return -1;
    return OFTEN.includes(key) ? OFTEN.indexOf(key) : OFTEN.length;
  };
  return found.toSorted((a, b) => placeOf(a) - placeOf(b));
}

/** Places such as `{name}` that a text lacks, and those that nothing is filled into. */
export function placesAmiss(shipped: string, own: string): { readonly lacking: string[]; readonly unknown: string[] } {
  const placesOf = (text: string): string[] => text.match(/\{\w+\}/g) ?? [];
  const [wanted, given] = [placesOf(shipped), placesOf(own)];
  return {
    lacking: own === '' ? [] : wanted.filter((place) => !given.includes(place)),
    unknown: given.filter((place) => !wanted.includes(place)),
  };
}
