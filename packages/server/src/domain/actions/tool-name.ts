const NAME_MAX = 64;

/** Tools that an agent has by itself. */
const BUILT_IN: readonly string[] = ['ask_a_person', 'remember'];

/**
 * What the model calls an action: the name with everything but letters, digits, `_` and `-` as `_`, without marks on
 * letters. A name in a script without Latin letters is told by its number.
 */
export const toolNameOf = (name: string, number: number): string => plainToolName(name) ?? `action_${number}`;

/** The same without a number to tell it by: null for a name without Latin letters and digits. */
export function plainToolName(name: string): string | null {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^A-Za-z0-9_-]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
    .slice(0, NAME_MAX);
  return /[A-Za-z0-9]/.test(plain) ? plain : null;
}

/** Whether an agent cannot have a tool of this name: it has one by itself. */
export const isBuiltIn = (toolName: string): boolean => BUILT_IN.includes(toolName.toLowerCase());
