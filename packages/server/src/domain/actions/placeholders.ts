import { ACTION_VARIABLES } from '@parley/protocol';

// Without quantifiers that overlap: the texts are long, and anybody who configures writes them.
const PLACEHOLDER = /\{\{([^{}]*)\}\}/g;
const WHOLE = /^\{\{([^{}]*)\}\}$/;
const CONSTANT = /\[\[([^[\]]*)\]\]/g;
/** A developer constant that is still to be filled in; `[[true]]` and `[[1]]` are JSON. */
const CONSTANT_NAME = /^(?!(?:true|false|null)$)[A-Za-z_][\w .-]*$/;

const METADATA = 'metadata_';
const SECRET = 'secret.';

/** What a placeholder stands for, told by its name. */
export type Meaning =
  | { readonly type: 'parameter' | 'variable' | 'metadata' | 'secret'; readonly name: string }
  | { readonly type: 'unknown'; readonly name: string };

/** The names in a text's placeholders, each once. */
export function placeholdersIn(text: string): string[] {
  return [...new Set([...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name.trim()))];
}

/** The constants `[[name]]` that a text still holds, each once. */
export function constantsIn(text: string): string[] {
  const names = [...text.matchAll(CONSTANT)].map(([, name = '']) => name.trim());
  return [...new Set(names.filter((name) => CONSTANT_NAME.test(name)))];
}

/** The name, if the text is one placeholder and nothing else. */
export const wholePlaceholder = (text: string): string | null => WHOLE.exec(text.trim())?.[1]?.trim() ?? null;

/** The text with each placeholder replaced. */
export const filled = (text: string, textOf: (name: string) => string): string =>
  text.replaceAll(PLACEHOLDER, (_whole, name: string) => textOf(name.trim()));

/** The text with each constant replaced, for checks of what surrounds them. */
export const withoutConstants = (text: string, by: string): string =>
  text.replaceAll(CONSTANT, (whole, name: string) => (CONSTANT_NAME.test(name.trim()) ? by : whole));

/** What a name means in an action with these parameters. */
export function meaningOf(name: string, parameters: readonly { readonly name: string }[]): Meaning {
  if (parameters.some((parameter) => parameter.name === name)) return { type: 'parameter', name };
  if ((ACTION_VARIABLES as readonly string[]).includes(name)) return { type: 'variable', name };
  if (name.startsWith(METADATA) && name.length > METADATA.length) {
    return { type: 'metadata', name: name.slice(METADATA.length) };
  }
  if (name.startsWith(SECRET) && name.length > SECRET.length)
    return { type: 'secret', name: name.slice(SECRET.length) };
  return { type: 'unknown', name };
}

/** Names that a parameter cannot have, because they mean something else already. */
export const isTaken = (name: string): boolean => meaningOf(name, []).type !== 'unknown';
