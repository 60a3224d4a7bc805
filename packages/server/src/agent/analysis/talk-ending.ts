import type { TalkMessage } from '../../domain/analysis/talk.ts';
import { FEATURES, featuresOf, type MessageFeatures } from './message-features.ts';

/** Who spoke last tells as much as what was said: the same words have places of their own for each. */
const SHIFTS = {
  visitorFirst: 2_503,
  visitorLast: 0,
  visitorBefore: 5_003,
  agentLast: 9_973,
  agentBefore: 13_007,
} as const;

/** The features of how a talk has ended: the visitor's last words, the last reply, and which of them came last. */
export function endingOf(messages: readonly Pick<TalkMessage, 'author' | 'content' | 'kind'>[]): MessageFeatures {
  const last = messages.at(-1);
  const isVisitorLast = last?.author === 'visitor';
  const visitor = messages.findLast(({ author }) => author === 'visitor');
  const reply = messages.findLast(({ author }) => author !== 'visitor');
  const { features, add } = gathering();
  // A single first message asks; what ends a talk comes after a reply.
  if (visitor && reply)
    add(visitor.content, isVisitorLast ? SHIFTS.visitorLast : SHIFTS.visitorBefore, isVisitorLast ? 1 : 0.3);
  if (reply) add(reply.content, isVisitorLast ? SHIFTS.agentBefore : SHIFTS.agentLast, isVisitorLast ? 0.5 : 1);
  return features;
}

/** The features of how a visitor feels about it all: their last words count most. */
export function moodOf(messages: readonly Pick<TalkMessage, 'author' | 'content'>[]): MessageFeatures {
  const said = messages.filter(({ author }) => author === 'visitor').map(({ content }) => content);
  const { features, add } = gathering();
  add(said.at(-1) ?? '', SHIFTS.visitorLast, 1);
  if (said.length > 1) add(said.slice(0, -1).join('\n'), SHIFTS.visitorFirst, 0.6);
  return features;
}

function gathering() {
  const features = new Map<number, number>();
  return {
    features,
    add(text: string, shift: number, weight: number): void {
      for (const [place, value] of featuresOf(text)) {
        const shifted = (place + shift) & (FEATURES - 1);
        features.set(shifted, (features.get(shifted) ?? 0) + value * weight);
      }
    },
  };
}
