/** What may stand between `{{` and `}}`; `metadata.` with a key behind it gives that value of the conversation. */
export const CANNED_VARIABLES = ['visitor_name', 'operator_name', 'agent_name', 'metadata.'] as const;

/** What the variables of a canned reply stand for, in one conversation. */
export type CannedValues = {
  readonly visitorName: string | null;
  readonly operatorName: string | null;
  readonly agentName: string | null;
  readonly metadata: Readonly<Record<string, unknown>>;
};

export type RenderedReply = {
  readonly text: string;
  /** Variables that stand for nothing here and have no fallback: they are left in the text as they were written. */
  readonly missing: readonly string[];
};

/**
 * Fills the variables of a canned reply: `{{visitor_name}}`, or `{{visitor_name|there}}` with what to say where there is
 * none. Values are words and never markup: a name cannot bring a link along.
 */
export function renderCannedReply(body: string, values: CannedValues): RenderedReply {
  const missing: string[] = [];
  const text = body.replaceAll(VARIABLE, (written, name: string, fallback: string | undefined) => {
    const value = wordsOf(meantBy(name.trim(), values));
    if (value !== null) return escaped(value);
    if (fallback !== undefined) return fallback.trim();
    missing.push(name.trim());
    return written;
  });
  return { text, missing: [...new Set(missing)] };
}

const VARIABLE = /\{\{([^{}|]{1,200})(?:\|([^{}]{0,500}))?\}\}/g;
const OF_METADATA = 'metadata.';

function meantBy(name: string, { visitorName, operatorName, agentName, metadata }: CannedValues): unknown {
  if (name === 'visitor_name') return visitorName;
  if (name === 'operator_name') return operatorName;
  if (name === 'agent_name') return agentName;
  if (!name.startsWith(OF_METADATA)) return null;
  const key = name.slice(OF_METADATA.length);
  return Object.hasOwn(metadata, key) ? metadata[key] : null;
}

/** In one line; null for what is no word, and for an empty one. */
function wordsOf(value: unknown): string | null {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') return null;
  const words = value.replaceAll(/\s+/g, ' ').trim();
  return words === '' ? null : words;
}

/** Signs that Markdown would take for markup. */
const escaped = (words: string): string => words.replaceAll(/[\\`*_[\]<>~]/g, '\\$&');
