import type { ScoredPassage } from '../../domain/knowledge/passage.ts';
import type { AgentProfile, Draft } from '../../domain/turn/turn-context.ts';
import { escapeMarkdown, oneLine } from './markdown.ts';
import type { RankedSentence } from './rank.ts';

/** Sentences of a reply at most, by reply length. */
export const SENTENCES = { 0: 1, 1: 3, 2: 3 } as const;
/** How far below the best a sentence may fall (log-odds) and still be said, by reply length. */
export const REACH = { 0: 0, 1: 3.5, 2: 12 } as const;

/** The reply made of the best sentences, each with its quote; null when there is nothing to say. */
export function composeReply(
  passages: readonly ScoredPassage[],
  ranked: readonly RankedSentence[],
  length: AgentProfile['replyLength'],
): Draft | null {
  const chosen = choose(passages, ranked, length);
  if (chosen.length === 0) return null;
  const quoteOf = ({ passage, start, end }: RankedSentence) => passages[passage]?.text.slice(start, end) ?? '';
  const evidence = chosen.map((sentence) => ({
    type: 'passage' as const,
    passage: sentence.passage,
    quote: quoteOf(sentence),
  }));
  const paragraphs = [...Map.groupBy(chosen, ({ passage }) => passage)].map(([passage, group]) => {
    const text = passages[passage]?.text ?? '';
    return paragraphOf(text, inOrder(text, group));
  });
  return { kind: 'answer', text: paragraphs.join('\n\n'), evidence };
}

const BULLET = /^[-*•–·▪◦]\s+/u;
const ITEM = /^(?:[-*•–·▪◦]|\d{1,3}[.)])\s+/u;

/** The best first, but what belongs together (neighbours, the items of a list) as it stands in the article. */
function inOrder(text: string, best: readonly RankedSentence[]): RankedSentence[] {
  const stretches: RankedSentence[][] = [];
  for (const sentence of best.toSorted((a, b) => a.start - b.start)) {
    const last = stretches.at(-1)?.at(-1);
    if (last !== undefined && belongTogether(text, last, sentence)) stretches.at(-1)?.push(sentence);
    else stretches.push([sentence]);
  }
  const place = (stretch: readonly RankedSentence[]) => Math.min(...stretch.map((one) => best.indexOf(one)));
  return stretches.sort((a, b) => place(a) - place(b)).flat();
}

function belongTogether(text: string, one: RankedSentence, next: RankedSentence): boolean {
  if (ITEM.test(text.slice(one.start, one.end)) && ITEM.test(text.slice(next.start, next.end))) return true;
  return /^[^\S\n]*$/u.test(text.slice(one.end, next.start));
}

/** What stood on a line of its own (a row, an item) does so again. */
function paragraphOf(text: string, sentences: readonly RankedSentence[]): string {
  return sentences
    .map(({ start, end }, i) => {
      const sentence = oneLine(text.slice(start, end));
      const isItem = BULLET.test(sentence);
      const shown = `${isItem ? '- ' : ''}${escapeMarkdown(sentence.replace(BULLET, ''))}`;
      const previous = sentences[i - 1];
      if (previous === undefined) return shown;
      const followsItem = BULLET.test(text.slice(previous.start, previous.end));
      if (isItem || followsItem) return `${isItem && followsItem ? '\n' : '\n\n'}${shown}`;
      const between = text.slice(Math.min(previous.end, end), Math.max(previous.start, start));
      // Two blanks before the line's end are Markdown's line break.
      return `${between.includes('\n') ? '  \n' : ' '}${shown}`;
    })
    .join('');
}

function choose(
  passages: readonly ScoredPassage[],
  ranked: readonly RankedSentence[],
  length: AgentProfile['replyLength'],
): RankedSentence[] {
  const best = ranked[0];
  if (best === undefined) return [];
  const chosen: RankedSentence[] = [];
  const said = new Set<string>();
  for (const sentence of ranked) {
    if (chosen.length >= SENTENCES[length] || best.logit - sentence.logit > REACH[length]) break;
    const text = oneLine(passages[sentence.passage]?.text.slice(sentence.start, sentence.end) ?? '');
    if (said.has(text)) continue;
    said.add(text);
    chosen.push(sentence);
  }
  return chosen;
}
