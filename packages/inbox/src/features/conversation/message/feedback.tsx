import type { InboxMessage } from '@parley/protocol/api';
import { Minus, ThumbsDown, ThumbsUp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Badge } from '../../../ui/badge.tsx';

const LOOKS = {
  positive: { icon: ThumbsUp, tone: 'good' },
  neutral: { icon: Minus, tone: 'neutral' },
  negative: { icon: ThumbsDown, tone: 'bad' },
} as const;

/** What the visitor thinks of a message. */
export function Feedback({ feedback }: { readonly feedback: NonNullable<InboxMessage['feedback']> }) {
  const { t } = useTranslation('conversation');
  const { icon, tone } = LOOKS[feedback.rating];
  return (
    <p className="flex max-w-full flex-wrap items-center gap-2 text-sm">
      <Badge icon={icon} tone={tone}>
        {t(`feedback.${feedback.rating}`)}
      </Badge>
      {feedback.comment && (
        <q dir="auto" className="min-w-0 break-words text-soft">
          {feedback.comment}
        </q>
      )}
    </p>
  );
}
