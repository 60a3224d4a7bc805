import { judgeTalk } from '../../packages/server/src/agent/analysis/judge-talk.ts';
import { foldWord } from '../../packages/server/src/agent/analysis/message-features.ts';
import type { TalkClassifiers } from '../../packages/server/src/agent/analysis/talk-classifiers.ts';
import { talkTopic } from '../../packages/server/src/agent/analysis/talk-topic.ts';
import { words } from '../../packages/server/src/agent/retrieval/tokens.ts';
import type { Talk } from '../../packages/server/src/domain/analysis/talk.ts';
import type { Verdict } from './agreement.ts';
import type { LabelledTalk } from './labelled.ts';

const asTalk = ({ messages, language }: LabelledTalk): Talk => ({ messages, language, driver: 'ai', progress: 'open' });

/** What was labelled and what is said of whole conversations, by dimension. Replies have words alone: no turn has judged them. */
export function talkVerdicts(
  talks: readonly LabelledTalk[],
  classifiers?: TalkClassifiers,
): Readonly<Record<string, readonly Verdict[]>> {
  const judged = talks.map((talk) => ({ talk, found: judgeTalk(asTalk(talk), classifiers) }));
  return {
    sentiment: judged.map(({ talk, found }) => [talk.sentiment, found.sentiment]),
    resolution: judged.map(({ talk, found }) => [talk.resolution, found.resolution]),
    'knowledge gap': judged.map(({ talk, found }) => [String(talk.knowledgeGap), String(found.gap !== null)]),
  };
}

/** Of conversations, the share whose topic shares a word with one of its right names; and, for comparison, by the first message's longest word. */
export function topicHits(talks: readonly LabelledTalk[]): { readonly method: number; readonly longestWord: number } {
  const share = (name: (talk: LabelledTalk) => string): number =>
    talks.filter((talk) => names(name(talk), talk.topics)).length / talks.length;
  return {
    method: share((talk) => talkTopic(asTalk(talk))),
    longestWord: share(({ messages }) => longest(messages[0]?.content ?? '')),
  };
}

const longest = (text: string): string => words(text).toSorted((a, b) => b.length - a.length)[0] ?? '';

/** Inflected forms of a word begin alike. */
const stems = (text: string): Set<string> =>
  new Set(
    words(text)
      .filter((word) => word.length > 3)
      .map((word) => foldWord(word).slice(0, 5)),
  );

function names(topic: string, right: readonly string[]): boolean {
  const said = stems(topic);
  return right.some((each) => [...stems(each)].some((stem) => said.has(stem)));
}
