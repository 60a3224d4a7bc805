import { featuresOf } from '../../packages/server/src/agent/analysis/message-features.ts';
import { TALK_LABELS, type TalkClassifiers } from '../../packages/server/src/agent/analysis/talk-classifiers.ts';
import { endingOf, moodOf } from '../../packages/server/src/agent/analysis/talk-ending.ts';
import type { LabelledTalk } from './labelled.ts';
import { type Fitting, fitClassifier } from './trainer.ts';

/** Chosen on the half of the set that may be looked at. */
const FITTING: Fitting = { epochs: 12, rate: 0.2, decay: 1e-4, balance: 0.5 };

/** Fits the classifiers of replies and endings. */
export function fitTalks(talks: readonly LabelledTalk[]): TalkClassifiers {
  const replies = talks.flatMap(({ messages, answers }) =>
    messages
      .filter(({ author }) => author !== 'visitor')
      .flatMap(({ content }, at) => {
        const isAnswer = answers[at];
        if (isAnswer === undefined) return [];
        return [{ features: featuresOf(content), label: isAnswer ? ('answered' as const) : ('unanswered' as const) }];
      }),
  );
  const endings = talks.map(({ messages, resolution }) => ({ features: endingOf(messages), label: resolution }));
  const moods = talks.map(({ messages, sentiment }) => ({ features: moodOf(messages), label: sentiment }));
  return {
    answered: fitClassifier(TALK_LABELS.answered, replies, FITTING),
    ending: fitClassifier(TALK_LABELS.ending, endings, FITTING),
    mood: fitClassifier(TALK_LABELS.mood, moods, FITTING),
  };
}
