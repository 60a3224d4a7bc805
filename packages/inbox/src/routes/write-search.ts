import { defaultStringifySearch } from '@tanstack/react-router';

/**
 * Writes what an address says after its `?` so that people can read it: a list as the same name several times,
 * `status=open&status=resolved`, and a text that is yes or no without quotes. Whoever reads an address takes `true` for
 * the text too. Everything else is as the router writes it.
 */
export function writeSearch(search: Readonly<Record<string, unknown>>): string {
  const lists = Object.entries(search).filter(([, value]) => isPlainList(value));
  const switches = Object.entries(search).filter(([, value]) => value === 'true' || value === 'false');
  const apart = new Set([...lists, ...switches].map(([name]) => name));
  const rest = Object.fromEntries(Object.entries(search).filter(([name]) => !apart.has(name)));
  const written = new URLSearchParams(defaultStringifySearch(rest));
  for (const [name, value] of switches) written.append(name, String(value));
  for (const [name, values] of lists) for (const value of values as readonly string[]) written.append(name, value);
  return written.size === 0 ? '' : `?${written}`;
}

/** Of one text it would be read back as a text, and of what looks like a number as a number. */
const isPlainList = (value: unknown): boolean =>
  Array.isArray(value) && value.length > 1 && value.every((each) => typeof each === 'string' && !looksTyped(each));

const looksTyped = (text: string): boolean => text === 'true' || text === 'false' || String(Number(text)) === text;
