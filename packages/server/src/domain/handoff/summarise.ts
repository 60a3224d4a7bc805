import { cutLine } from '../../lib/cut-text.ts';

type Said = {
  readonly author: string;
  readonly content: string;
  readonly isWelcome: boolean;
  readonly kind: string | null;
};

const QUOTE_MAX = 300;
const LATEST = 3;

/**
 * What a conversation was about, in its own words: what the visitor asked first, what the agent could not answer, and
 * what was said last. For whoever takes over, where no model writes it better. Empty when the visitor said nothing.
 */
export function extractSummary(messages: readonly Said[], topic: string | null): string {
  const said = messages.filter(({ author, content }) => author === 'visitor' && content.trim() !== '');
  const first = said[0];
  if (!first) return '';
  const latest = said.slice(1).slice(-LATEST);
  const unanswered = messages.flatMap(({ kind }, at) => {
    const asked = kind === 'unknown' ? messages.slice(0, at).findLast(({ author }) => author === 'visitor') : undefined;
    return asked ? [asked.content] : [];
  });
  return [
    ...(topic === null ? [] : [`Topic: ${topic}`]),
    `The visitor first wrote: ${quoted(first.content)}`,
    ...[...new Set(unanswered)].slice(-LATEST).map((content) => `The agent had no answer to: ${quoted(content)}`),
    ...latest.map(({ content }) => `Then: ${quoted(content)}`),
  ].join('\n');
}

const quoted = (content: string): string => `«${cutLine(content, QUOTE_MAX)}»`;
