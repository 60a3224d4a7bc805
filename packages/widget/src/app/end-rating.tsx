import { useState } from 'preact/hooks';
import { RatingForm } from './rating-form.tsx';
import { useLateUi } from './ui.ts';

/** Asked once a conversation has come to its end. */
export function EndRating() {
  const { state, t } = useLateUi();
  const view = state.conversation;
  const [doneFor, setDoneFor] = useState<string | null>(null);
  if (view?.rating) return <p class="marker">{t('thanks')}</p>;
  if (view === null || doneFor === view.id) return null;
  return (
    <section class="card" aria-label={t('rateTitle')}>
      <h3>{t('rateTitle')}</h3>
      <RatingForm isBrief onDone={() => setDoneFor(view.id)} />
    </section>
  );
}
