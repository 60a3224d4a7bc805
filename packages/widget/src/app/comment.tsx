import { FEEDBACK_COMMENT_MAX } from '@parley/protocol';
import { useState } from 'preact/hooks';
import { useUi } from './ui.ts';

/** Why a reply has helped or not, for who wants to say; `onDone` is called with nothing by who does not. */
export function Comment({ onDone }: { readonly onDone: (text: string) => void }) {
  const { t } = useUi();
  const [text, setText] = useState('');
  return (
    <form
      class="comment"
      onSubmit={(event) => {
        event.preventDefault();
        onDone(text);
      }}
    >
      <textarea
        rows={2}
        dir="auto"
        maxLength={FEEDBACK_COMMENT_MAX}
        aria-label={t('comment')}
        placeholder={t('comment')}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <span class="buttons">
        <button type="button" class="quiet" onClick={() => onDone('')}>
          {t('later')}
        </button>
        <button type="submit" class="primary">
          {t('sendComment')}
        </button>
      </span>
    </form>
  );
}
