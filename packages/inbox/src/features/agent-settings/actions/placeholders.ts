import { ACTION_VARIABLES } from '@parley/protocol';
import type { ActionDraft } from './action-draft.ts';

const PLACEHOLDER = /\{\{([^{}]*)\}\}/g;
const METADATA = 'metadata_';
const SECRET = 'secret.';

/** What is written for a name: `{{order_id}}`. */
export const placeholder = (name: string): string => `{{${name}}}`;
/** The same within a sentence, which may be written from right to left: its braces stay where they are. */
export const shownPlaceholder = (name: string): string => isolated(placeholder(name));
export const isolated = (text: string): string => `\u2066${text}\u2069`;
export const metadataName = (key: string): string => `${METADATA}${key}`;
export const secretName = (name: string): string => `${SECRET}${name}`;

/** What an action names that a test needs a sample of, and that the menu offers again. */
export type Named = {
  readonly metadata: readonly string[];
  readonly variables: readonly (typeof ACTION_VARIABLES)[number][];
};

/** The keys of the metadata and the variables in a draft's placeholders, each once. */
export function namedIn(draft: ActionDraft): Named {
  const { url, headers, query, bodyType, bodyItems, bodyText } = draft;
  const values = [...headers, ...query, ...(bodyType === 'items' ? bodyItems : [])].map(({ value }) => value);
  const texts = [url, ...values, ...(bodyType === 'raw' ? [bodyText] : [])];
  const names = new Set(texts.flatMap((text) => [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name.trim())));
  const own = new Set(draft.parameters.map(({ name }) => name));
  const metadata = [...names]
    .filter((name) => name.startsWith(METADATA) && name.length > METADATA.length && !own.has(name))
    .map((name) => name.slice(METADATA.length));
  return { metadata, variables: ACTION_VARIABLES.filter((name) => names.has(name)) };
}
