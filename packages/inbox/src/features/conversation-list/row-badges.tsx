import type { ConversationStatus, Priority } from '@parley/protocol';
import type { InboxRow } from '@parley/protocol/api';
import {
  Archive,
  Bot,
  ChevronsDown,
  ChevronsUp,
  CircleCheck,
  CircleX,
  Flag,
  Frown,
  Headset,
  Hourglass,
  Languages,
  type LucideIcon,
  Meh,
  Smile,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { languageName } from '../../ui/language-name.ts';
import { TagChip } from '../../ui/tag-chip.tsx';
import type { RowSetting } from './row-setting.ts';

const STATUSES: Readonly<Record<ConversationStatus, readonly [LucideIcon, Tone]>> = {
  open: [Headset, 'accent'],
  bot_active: [Bot, 'neutral'],
  agent_requested: [Hourglass, 'fair'],
  resolved: [CircleCheck, 'good'],
  closed: [CircleX, 'neutral'],
  archived: [Archive, 'neutral'],
};

const PRIORITY_BADGES: Readonly<Partial<Record<Priority, readonly [LucideIcon, Tone]>>> = {
  high: [ChevronsUp, 'bad'],
  low: [ChevronsDown, 'neutral'],
};

const MOODS = { positive: Smile, neutral: Meh, negative: Frown } as const;
const TONES = { positive: 'good', neutral: 'neutral', negative: 'bad' } as const;

type RowBadgesProps = { readonly row: InboxRow; readonly setting: RowSetting };

/** How a conversation stands, and what the person wants to see of it. */
export function RowBadges({ row, setting: { badges, tags, metadataKeys } }: RowBadgesProps) {
  const { t, i18n } = useTranslation(['list', 'words']);
  const [icon, tone] = STATUSES[row.status];
  const priority = PRIORITY_BADGES[row.priority];
  return (
    <span className="mt-0.5 flex max-h-12 flex-wrap items-center gap-1 overflow-hidden">
      <Badge icon={icon} tone={tone}>
        {t(`words:status.${row.status}`)}
      </Badge>
      {badges.has('priority') && priority && (
        <Badge icon={priority[0]} tone={priority[1]}>
          {t(`row.priority.${row.priority}`)}
        </Badge>
      )}
      {row.analysis?.is_flagged && (
        <Badge icon={Flag} tone="bad">
          {t('row.flagged')}
        </Badge>
      )}
      {badges.has('tags') &&
        row.tag_ids.map((id) => tags.get(id)).map((tag) => tag && <TagChip key={tag.id} {...tag} />)}
      {badges.has('language') && row.language && (
        <Badge icon={Languages}>{languageName(row.language, i18n.language)}</Badge>
      )}
      {badges.has('sentiment') && <Mood row={row} />}
      {badges.has('topic') && row.analysis && <Badge>{row.analysis.topic}</Badge>}
      {metadataKeys.map(
        (key) => key in row.metadata && <Badge key={key}>{`${key}: ${inWords(row.metadata[key])}`}</Badge>,
      )}
    </span>
  );
}

/** The analysis says which; before one there may be a score. */
function Mood({ row: { analysis, sentiment_score: score } }: Pick<RowBadgesProps, 'row'>) {
  const { t } = useTranslation('words');
  const mood =
    analysis?.sentiment ?? (score === null ? null : score > 60 ? 'positive' : score < 40 ? 'negative' : 'neutral');
  if (mood === null) return null;
  return (
    <Badge icon={MOODS[mood]} tone={TONES[mood]}>
      {t(`sentiment.${mood}`)}
    </Badge>
  );
}

const inWords = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
