import { PanelRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useOpen, useOpenSignals } from '../../../conversation-state/open-context.tsx';
import { useVisitorName } from '../../../conversation-state/visitor-name.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { IconButton } from '../../../ui/button.tsx';
import { ChannelIcon } from '../../../ui/channel-icon.tsx';
import { AssigneeMenu } from './assignee-menu.tsx';
import { HeaderActions } from './header-actions.tsx';
import { PriorityMenu } from './priority-menu.tsx';
import { StatusChip } from './status-chip.tsx';
import { TagsPicker } from './tags-picker.tsx';

export type HeaderProps = {
  readonly isPaneOpen: boolean;
  readonly onPane: () => void;
  /** Once the visitor is erased there is nothing here any more. */
  readonly onErased: () => void;
  /** Opens the window that exports this conversation; without it exporting is not offered. */
  readonly onExport?: (() => void) | undefined;
};

/** Whose conversation it is, who has it, and what can be done with it. */
export function ConversationHeader({ isPaneOpen, onPane, onErased, onExport }: HeaderProps) {
  const { t } = useTranslation(['conversation', 'words']);
  return (
    <header className="@container flex flex-col gap-2 border-line border-b bg-surface px-3 py-2.5 md:px-4">
      <div className="flex min-w-0 items-center gap-3">
        <Visitor />
        <HeaderActions onErased={onErased} onExport={onExport} />
        <IconButton
          icon={PanelRight}
          label={t('details')}
          isPressed={isPaneOpen}
          onClick={onPane}
          className="rtl:-scale-x-100"
        />
      </div>
      <div className="flex min-w-0 items-center gap-x-2 gap-y-1 overflow-x-auto p-0.5 sm:flex-wrap">
        <StatusChip />
        <AssigneeMenu />
        <PriorityMenu />
        <TagsPicker />
      </div>
    </header>
  );
}

function Visitor() {
  const { t } = useTranslation(['conversation', 'words']);
  const { data } = useOpen();
  const name = useVisitorName(data);
  const { isPresent } = useOpenSignals();
  const { view, facts } = data;
  const isHere = isPresent ?? facts.visitor.is_present;
  return (
    <div className="flex min-w-0 flex-1 items-center gap-3">
      <span className="relative hidden shrink-0 @sm:block">
        <Avatar name={name} />
        {isHere && (
          <span className="absolute end-0 bottom-0 size-2.5 rounded-full border-2 border-surface bg-good">
            <span className="sr-only">{t('isHere')}</span>
          </span>
        )}
      </span>
      <div className="min-w-0">
        <h1 className="truncate font-semibold text-base">
          <bdi>{name}</bdi>
        </h1>
        <p className="flex min-w-0 items-center gap-1.5 text-soft text-xs">
          <ChannelIcon source={view.source} className="size-3.5 shrink-0" />
          <span className="truncate">
            {t(`words:source.${view.source}`)} · <bdi>{facts.chatbot.name}</bdi> · #{facts.ord}
            {view.conversation.title && (
              <span className="@max-2xl:hidden">
                {' · '}
                <bdi>{view.conversation.title}</bdi>
              </span>
            )}
          </span>
        </p>
      </div>
    </div>
  );
}
