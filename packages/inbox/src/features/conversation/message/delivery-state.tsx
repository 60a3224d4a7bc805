import { Check, CheckCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Delivery } from '../../../conversation-state/told-of-message.ts';
import { cx } from '../../../ui/class-names.ts';

type ArrivalProps = {
  readonly words: 'sent' | 'delivered' | 'read' | 'seen';
};

/** How far it has come: one tick for sent, two for delivered, two in colour once it was read. */
export function Arrival({ words }: ArrivalProps) {
  const { t } = useTranslation('conversation');
  const isRead = words === 'read' || words === 'seen';
  const Icon = words === 'sent' ? Check : CheckCheck;
  return (
    <span className={cx('inline-flex items-center gap-1', isRead && 'text-accent')}>
      <Icon aria-hidden className="size-3.5" />
      {t(words)}
    </span>
  );
}

/** What is told of a message's way: by its channel where one brings it, else by the visitor's own page. */
export function arrivalOf(delivery: Delivery | null, isSeen: boolean | null): ArrivalProps['words'] | null {
  if (delivery) return 'reason' in delivery ? null : delivery.status;
  return isSeen === null ? null : isSeen ? 'seen' : 'sent';
}
