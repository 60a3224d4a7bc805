import type { FeedbackRating, MessageFeedback } from '@parley/protocol';
import type { VisitorMessage } from '@parley/protocol/api';
import { useEffect, useState } from 'preact/hooks';
import { IconButton } from './icon.tsx';
import { Late } from './late.tsx';
import { useUi } from './ui.ts';

/** Whether a reply has helped, with a comment for who wants to say more. */
export function Thumbs({ message }: { readonly message: VisitorMessage }) {
  const { client, t, announce } = useUi();
  // What was clicked is shown at once, and until the server has said otherwise, here or of another tab.
  const [chosen, setChosen] = useState<MessageFeedback | null>(message.feedback);
  useEffect(() => setChosen(message.feedback), [message.feedback]);
  const [asksWhy, setAsksWhy] = useState(false);
  const [hasSaid, setSaid] = useState(false);
  const save = async (feedback: MessageFeedback | null) => {
    setChosen(feedback);
    try {
      await client.rateMessage(message.ord, feedback);
      if (feedback) announce(t('thanks'));
    } catch {
      setChosen(message.feedback);
      announce(t('failed'));
    }
  };
  const choose = (rating: FeedbackRating) => {
    const isTakenBack = chosen?.rating === rating;
    setAsksWhy(!isTakenBack);
    void save(isTakenBack ? null : { rating, comment: null });
  };
  const comment = (text: string) => {
    setAsksWhy(false);
    if (!chosen || text.trim() === '') return;
    setSaid(true);
    void save({ ...chosen, comment: text.trim() });
  };
  return (
    <>
      <span class="thumbs">
        <IconButton
          icon="up"
          label={t('helpful')}
          isPressed={chosen?.rating === 'positive'}
          onClick={() => choose('positive')}
        />
        <IconButton
          icon="thumbDown"
          label={t('unhelpful')}
          isPressed={chosen?.rating === 'negative'}
          onClick={() => choose('negative')}
        />
      </span>
      {hasSaid && <span>{t('thanks')}</span>}
      {asksWhy && <Late of="questions">{({ Comment }) => <Comment onDone={comment} />}</Late>}
    </>
  );
}
