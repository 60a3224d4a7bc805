import type { ChannelJson } from '@parley/protocol/api';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useInbox } from '../../../session/inbox-session.tsx';
import { Ago } from '../../../ui/ago.tsx';
import { ChannelIcon } from '../../../ui/channel-icon.tsx';
import { ChannelBadge } from './channel-badge.tsx';

type ChannelRowProps = { readonly agentId: string; readonly channel: ChannelJson };

/** A channel in the list, and the way to it. */
export function ChannelRow({ agentId, channel }: ChannelRowProps) {
  const { t } = useTranslation(['channels', 'words']);
  const { client } = useInbox();
  const { id, platform, name, problem, last_received_at: received, last_sent_at: sent } = channel;
  return (
    <li>
      <Link
        to="/$workspace/agents/$agent/channels/$channel"
        params={{ workspace: client.workspaceId, agent: agentId, channel: id }}
        className="-mx-2 flex items-start gap-3 rounded-md px-2 py-2.5 text-ink no-underline hover:bg-hover"
      >
        <ChannelIcon source={platform} className="mt-0.5 size-5 shrink-0 text-soft" />
        <span className="min-w-0 flex-1">
          <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <bdi className="min-w-0 break-words font-medium">{name}</bdi>
            <ChannelBadge channel={channel} />
          </span>
          <span className="block text-soft text-sm">
            {t(`words:source.${platform}`)}
            {received && (
              <>
                {' · '}
                {t('received')} <Ago at={received} />
              </>
            )}
            {sent && (
              <>
                {' · '}
                {t('sent')} <Ago at={sent} />
              </>
            )}
            {!received && !sent && ` · ${t('unused')}`}
          </span>
          {problem && channel.state === 'active' && (
            <span className="line-clamp-2 text-bad text-sm">
              <bdi>{problem.message}</bdi>
            </span>
          )}
        </span>
      </Link>
    </li>
  );
}
