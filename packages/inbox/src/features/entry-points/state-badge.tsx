import { useTranslation } from 'react-i18next';
import { Badge, type Tone } from '../../ui/badge.tsx';
import type { EntryState } from './entry-point.ts';

const TONES: Readonly<Record<EntryState, Tone>> = {
  active: 'good',
  inactive: 'neutral',
  unconfigured: 'fair',
  archived: 'neutral',
};

/** Whether an entry point leads anywhere. */
export function StateBadge({ state }: { readonly state: EntryState }) {
  const { t } = useTranslation('entry-points');
  return <Badge tone={TONES[state]}>{t(`states.${state}`)}</Badge>;
}
