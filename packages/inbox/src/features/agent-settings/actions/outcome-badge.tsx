import type { ActionOutcome } from '@parley/protocol';
import { CircleCheck, CircleSlash, CircleX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Badge } from '../../../ui/badge.tsx';

/** Nothing was sent. */
const UNSENT: readonly ActionOutcome[] = ['invalid_arguments', 'not_available', 'missing_value'];

/** What came of a call. */
export function OutcomeBadge({ outcome }: { readonly outcome: ActionOutcome }) {
  const { t } = useTranslation('actions');
  const isUnsent = UNSENT.includes(outcome);
  const look =
    outcome === 'ok'
      ? ({ tone: 'good', icon: CircleCheck } as const)
      : isUnsent
        ? ({ tone: 'fair', icon: CircleSlash } as const)
        : ({ tone: 'bad', icon: CircleX } as const);
  return <Badge {...look}>{t(`outcomes.${outcome}`)}</Badge>;
}
