import type { Analytics, AnalyticsNumbers } from '@parley/protocol/api';
import { useTranslation } from 'react-i18next';
import { Tile } from '../../../ui/chart/tile.tsx';
import type { Formats } from '../formats.ts';

type Figure = {
  readonly name: string;
  readonly of: (numbers: AnalyticsNumbers) => number | null;
  readonly as: 'number' | 'percent' | 'seconds';
};

const FIGURES: readonly Figure[] = [
  { name: 'conversations', of: (numbers) => numbers.conversations, as: 'number' },
  { name: 'messages', of: (numbers) => numbers.messages.total, as: 'number' },
  { name: 'perConversation', of: (numbers) => numbers.messages_per_conversation, as: 'number' },
  { name: 'resolutionRate', of: (numbers) => numbers.resolution_rate, as: 'percent' },
  { name: 'handoffs', of: (numbers) => numbers.handoffs, as: 'number' },
  { name: 'handoffRate', of: (numbers) => numbers.handoff_rate, as: 'percent' },
  { name: 'firstReply', of: (numbers) => numbers.first_human_reply.median_seconds, as: 'seconds' },
  { name: 'unknownRate', of: (numbers) => numbers.unknown_rate, as: 'percent' },
];

type TotalsProps = { readonly analytics: Analytics; readonly format: Formats };

/** The figures of the whole range, each beside that of the range before. */
export function Totals({ analytics: { totals, previous_totals: previous }, format }: TotalsProps) {
  const { t } = useTranslation('reports');
  return (
    <dl className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      {FIGURES.map(({ name, of, as }) => {
        const [now, before] = [of(totals), of(previous)];
        return (
          <Tile
            key={name}
            label={t(`figures.${name}`)}
            value={format[as](now)}
            before={before === null ? undefined : t('before', { value: format[as](before) })}
            trend={now === null || before === null ? undefined : now - before}
          />
        );
      })}
    </dl>
  );
}
