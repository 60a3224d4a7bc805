import { choicesOf, type RubricDimension } from '../../domain/analysis/rubric.ts';
import type { Findings, Talk } from '../../domain/analysis/talk.ts';
import { cutLine } from '../../lib/cut-text.ts';
import type { JsonObject } from '../../lib/json.ts';
import { splitSentences } from '../builtin/sentences.ts';
import { chooseByWords } from './choose-by-words.ts';
import { judgeTalk } from './judge-talk.ts';
import { talkTopic } from './talk-topic.ts';

const LINE_MAX = 240;

/** What a talk says of itself: fitted classifiers, key phrases and extracts. */
export function findingsOf(talk: Talk, rubric: readonly RubricDimension[]): Findings {
  const { gap, ...judged } = judgeTalk(talk);
  const topic = talkTopic(talk);
  return {
    ...judged,
    title: null,
    summary: summaryOf(talk),
    topic,
    knowledgeGap: gap && cutLine(gap.content, LINE_MAX),
    dimensions: dimensionsOf(talk, rubric),
  };
}

/** An extract: what was asked first, and what was said to the last question. */
function summaryOf({ messages }: Talk): string | null {
  const visitor = messages.filter(({ author }) => author === 'visitor');
  const asked = visitor.toSorted((a, b) => b.content.length - a.content.length)[0] ?? visitor[0];
  if (!asked) return null;
  const reply = messages.findLast(({ author, kind }) => author !== 'visitor' && kind !== 'smalltalk');
  const lines = [`«${cutLine(asked.content, LINE_MAX)}»`, ...(reply ? [`→ ${firstSentence(reply.content)}`] : [])];
  return lines.join('\n');
}

function firstSentence(text: string): string {
  const [first] = splitSentences(text);
  return cutLine(first ? text.slice(first.start, first.end) : text, LINE_MAX);
}

/** Of a dimension whose values are named, the value whose words the talk shares; of any other nothing is told. */
function dimensionsOf({ messages }: Talk, rubric: readonly RubricDimension[]): JsonObject {
  const said = messages.filter(({ author }) => author === 'visitor').map(({ content }) => content);
  const entries = rubric.flatMap((dimension) => {
    const choices = choicesOf(dimension);
    const chosen = choices && chooseByWords(said.join('\n'), choices);
    return chosen ? [[dimension.key, chosen] as const] : [];
  });
  return Object.fromEntries(entries);
}
