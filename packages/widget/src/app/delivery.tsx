import type { OutgoingMessage } from '@parley/sdk';
import { useRef } from 'preact/hooks';
import { problemWords } from './problem-words.ts';
import { isOutOfReach, useUi } from './ui.ts';

/** Whether what the visitor wrote has arrived; null stands for a message that has. */
export function Delivery({ message }: { readonly message: OutgoingMessage | null }) {
  const { t, client, state } = useUi();
  // One word for all attempts: a server that can be reached but for this would change it with each.
  const waits = useRef(false);
  waits.current ||= isOutOfReach(state) || state.problem !== null;
  if (!message) return <span class="delivery">{t('sent')}</span>;
  if (message.state !== 'refused') {
    return <span class="delivery">{t(waits.current ? 'waiting' : 'sending')}</span>;
  }
  const reason = message.problem && problemWords(message.problem.code);
  return (
    <span class="delivery failed" role="alert">
      {t('refused')} {reason && t(reason)}
      <button type="button" class="text-button" onClick={() => client.retry(message.id)}>
        {t('retry')}
      </button>
      <button type="button" class="text-button" onClick={() => client.discard(message.id)}>
        {t('discard')}
      </button>
    </span>
  );
}
