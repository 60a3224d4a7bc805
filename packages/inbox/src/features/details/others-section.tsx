import { useTranslation } from 'react-i18next';
import { useOpen } from '../../conversation-state/open-context.tsx';
import { Ago } from '../../ui/ago.tsx';
import { ChannelIcon } from '../../ui/channel-icon.tsx';
import { SoftLink } from '../../ui/soft-link.tsx';
import { Section } from './section.tsx';

/** Where conversations stand, for whoever puts the pane on a screen. */
export type ConversationPlaces = {
  readonly hrefOf: (id: string) => string;
  readonly open: (id: string) => void;
};

/** The other conversations of the visitor. */
export function OthersSection({ places }: { readonly places: ConversationPlaces }) {
  const { t } = useTranslation(['details', 'words']);
  const { facts } = useOpen().data;
  if (facts.other_conversations.length === 0) return null;
  const more = facts.visitor.conversation_count - 1 - facts.other_conversations.length;
  return (
    <Section title={t('others')}>
      <ul className="-mx-2 flex flex-col">
        {facts.other_conversations.map((other) => (
          <li key={other.id}>
            <SoftLink
              href={places.hrefOf(other.id)}
              onGo={() => places.open(other.id)}
              className="flex flex-col rounded-sm px-2 py-1.5 text-ink no-underline hover:bg-hover"
            >
              <bdi className="truncate font-medium">{other.title ?? other.last_message_preview ?? t('untitled')}</bdi>
              <span className="flex items-center gap-1.5 text-soft text-xs">
                <ChannelIcon source={other.source} className="size-3.5 shrink-0" />
                {t(`words:status.${other.status}`)} · <Ago at={other.last_message_at ?? other.created_at} />
              </span>
            </SoftLink>
          </li>
        ))}
      </ul>
      {more > 0 && <p className="text-soft text-sm">{t('moreOthers', { count: more })}</p>}
    </Section>
  );
}
