import type { ConversationStatus } from '@parley/protocol';
import { Archive, Bot, CircleCheck, CircleX, Hourglass, type LucideIcon, User } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useOpen } from '../../../conversation-state/open-context.tsx';
import { Badge, type Tone } from '../../../ui/badge.tsx';

const LOOKS: Readonly<Record<ConversationStatus, { readonly icon: LucideIcon; readonly tone: Tone }>> = {
  open: { icon: User, tone: 'accent' },
  bot_active: { icon: Bot, tone: 'neutral' },
  agent_requested: { icon: Hourglass, tone: 'fair' },
  resolved: { icon: CircleCheck, tone: 'good' },
  closed: { icon: CircleX, tone: 'neutral' },
  archived: { icon: Archive, tone: 'neutral' },
};

/** Who drives it and how far it has come, in one word. */
export function StatusChip() {
  const { t } = useTranslation('words');
  const { status } = useOpen().data.view.conversation;
  const { icon, tone } = LOOKS[status];
  return (
    <Badge icon={icon} tone={tone}>
      {t(`status.${status}`)}
    </Badge>
  );
}
