import { FEEDBACK_COMMENT_MAX, type FeedbackRating, type RatingQuestion } from '@parley/protocol';
import { useState } from 'preact/hooks';
import { Icon, type IconName } from './icon.tsx';
import { useLateUi } from './ui.ts';

const FACES: readonly (readonly [FeedbackRating, IconName])[] = [
  ['positive', 'smile'],
  ['neutral', 'flat'],
  ['negative', 'frown'],
];

type Props = {
  /** Called when they are answered or put off. */
  readonly onDone: () => void;
  /** Only the faces until one is chosen: what was said last stays in sight. */
  readonly isBrief?: boolean;
};

/** The questions at the end of a conversation. */
export function RatingForm({ onDone, isBrief = false }: Props) {
  const { config, client, t, announce, state } = useLateUi();
  const said = state.conversation?.rating;
  const [answers, setAnswers] = useState<Partial<Record<RatingQuestion, FeedbackRating>>>(said?.answers ?? {});
  const [comment, setComment] = useState(said?.comment ?? '');
  const [hasFailed, setFailed] = useState(false);
  const hasAnswer = Object.keys(answers).length > 0;
  const send = async (event: Event) => {
    event.preventDefault();
    try {
      await client.rateConversation({ answers, comment: comment.trim() || null });
      announce(t('thanks'));
      onDone();
    } catch {
      setFailed(true);
    }
  };
  return (
    <form class="rating" onSubmit={(event) => void send(event)}>
      {config.rating?.questions.map((question) => (
        <Question
          key={question}
          question={question}
          answer={answers[question]}
          onAnswer={(answer) => setAnswers({ ...answers, [question]: answer })}
        />
      ))}
      {hasAnswer && (
        <textarea
          rows={2}
          dir="auto"
          maxLength={FEEDBACK_COMMENT_MAX}
          aria-label={t('comment')}
          placeholder={t('comment')}
          value={comment}
          onInput={(event) => setComment(event.currentTarget.value)}
        />
      )}
      {hasFailed && (
        <p class="field-problem" role="alert">
          {t('failed')}
        </p>
      )}
      {(hasAnswer || !isBrief) && (
        <div class="buttons">
          <button type="button" class="quiet" onClick={onDone}>
            {t('later')}
          </button>
          <button type="submit" class="primary" disabled={!hasAnswer}>
            {t('sendRating')}
          </button>
        </div>
      )}
    </form>
  );
}

function Question(props: {
  readonly question: RatingQuestion;
  readonly answer: FeedbackRating | undefined;
  readonly onAnswer: (answer: FeedbackRating) => void;
}) {
  const { t } = useLateUi();
  return (
    <fieldset>
      <legend>{t(props.question)}</legend>
      <div class="faces">
        {FACES.map(([rating, icon]) => (
          <button
            key={rating}
            type="button"
            class="face"
            aria-pressed={props.answer === rating}
            onClick={() => props.onAnswer(rating)}
          >
            <Icon name={icon} />
            {t(rating)}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
