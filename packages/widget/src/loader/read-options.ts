import type { AppCall, AppCommand, Looks } from '../contract.ts';
import { languageTag } from './language-tag.ts';
import { warnOnce } from './warn.ts';

/** What options come to: how the chat stands in the page, and commands, not yet checked. */
export type Said = { readonly looks: Looks; readonly calls: readonly AppCall[] };

const LAUNCHERS: readonly unknown[] = ['classic', 'input', 'small', 'none'];
const THEMES: readonly unknown[] = ['light', 'dark', 'auto'];

type Reader = readonly [takes: string, read: (value: unknown) => unknown];

/** How each is read; null for what it cannot be. */
const LOOKS: Readonly<Record<keyof Looks, Reader>> = {
  language: ['a BCP 47 tag such as "de" or "de-AT"', languageTag],
  theme: ['"light", "dark" or "auto"', (value) => (THEMES.includes(value) ? value : null)],
  container: ['an element, or the id of one', (value) => (isElement(value) || isName(value) ? value : null)],
  launcher: ['"classic", "input", "small" or "none"', (value) => (LAUNCHERS.includes(value) ? value : null)],
};

/** What is said of the visitor, and the command that says it; in the order in which they are carried out. */
const COMMANDS: Readonly<Record<string, AppCommand>> = {
  context: 'setContext',
  identity: 'identify',
  visitor: 'setVisitor',
  metadata: 'setMetadata',
  clientMetadata: 'setClientMetadata',
};

/** Reads what `init` or the tag says. What it says of looks is checked: what is wrong is told, and left out. */
export function readOptions(given: Readonly<Record<string, unknown>>): Said {
  return {
    looks: readLooks(given),
    calls: Object.keys(COMMANDS).flatMap((name): AppCall[] => {
      const [command, value] = [COMMANDS[name], given[name]];
      return command && value !== undefined ? [[command, [value]]] : [];
    }),
  };
}

/** Reads options on looks alone. */
export function readLooks(given: Readonly<Record<string, unknown>>): Looks {
  const looks: Record<string, unknown> = {};
  for (const name of Object.keys(LOOKS)) {
    const value = given[name];
    if (value === undefined || value === null) continue;
    const [takes, read] = LOOKS[name as keyof Looks];
    const meant = read(value);
    if (meant === null)
      warnOnce(`option ${name}`, `the option ${name} takes ${takes}: what this page says is ignored.`);
    else looks[name] = meant;
  }
  // Each was read as what its name takes.
  return looks as Looks;
}

const isName = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '';

/** Also one of another window. */
const isElement = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'nodeType' in value && value.nodeType === 1;
