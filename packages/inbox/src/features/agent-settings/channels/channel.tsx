import type { ChannelJson, ChannelPlatformJson } from '@parley/protocol/api';
import { Link } from '@tanstack/react-router';
import { ChevronLeft } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useInbox } from '../../../session/inbox-session.tsx';
import { Ago } from '../../../ui/ago.tsx';
import { type Fact, Facts } from '../../../ui/facts.tsx';
import { Instant } from '../../../ui/instant.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Card, Page } from '../../../ui/page.tsx';
import { AtPlatform } from './at-platform.tsx';
import { ChannelActions } from './channel-actions.tsx';
import { ChannelBadge } from './channel-badge.tsx';
import { ChannelForm } from './channel-form.tsx';
import { useFieldWords } from './field-words.tsx';
import { useChannel } from './use-channel.ts';
import { usePlatform } from './use-channels.ts';

type ChannelScreenProps = { readonly agentId: string; readonly id: string };

/** One channel: how it stands, what to enter at the platform, and what it is set up with. */
export function ChannelScreen({ agentId, id }: ChannelScreenProps) {
  const { t } = useTranslation('channels');
  const { client } = useInbox();
  const shown = useChannel(id);
  const { channel } = shown;
  const platform = usePlatform(channel.platform);
  return (
    <Page
      title={channel.name}
      actions={shown.mayManage && <ChannelActions agentId={agentId} shown={shown} platform={platform} />}
    >
      <Link
        to="/$workspace/agents/$agent/channels"
        params={{ workspace: client.workspaceId, agent: agentId }}
        className="-order-1 flex w-fit items-center gap-1 no-underline"
      >
        <ChevronLeft aria-hidden className="size-4 rtl:rotate-180" />
        {t('title')}
      </Link>
      <ChannelNotices channel={channel} />
      <Card>
        <Facts facts={useFacts(channel, platform)} />
      </Card>
      <div className="grid items-start gap-5 lg:has-[>*+*]:grid-cols-[minmax(0,1fr)_minmax(0,24rem)]">
        {platform && <ChannelForm shown={shown} platform={platform} />}
        <AtPlatform channel={channel} platform={platform} />
      </div>
    </Page>
  );
}

/** What must not be missed, and what to do about it. */
function ChannelNotices({ channel }: { readonly channel: ChannelJson }) {
  const { t } = useTranslation('channels');
  const { problem, state, last_refused_at: refused, last_received_at: received } = channel;
  return (
    <>
      {problem && (
        <Notice tone="bad" isNews>
          <p className="break-words font-medium">
            <bdi>{problem.message}</bdi>
          </p>
          <p>
            {t(`problems.${problem.code}`)} {t('since')} <Instant at={problem.since} />.
          </p>
        </Notice>
      )}
      {state === 'paused' && <Notice>{t('pausedText')}</Notice>}
      {refused && (!received || refused > received) && (
        <Notice tone="fair">
          {t('refusedText')} <Instant at={refused} />
        </Notice>
      )}
    </>
  );
}

function useFacts(channel: ChannelJson, platform: ChannelPlatformJson | undefined): readonly Fact[] {
  const { t } = useTranslation(['channels', 'words']);
  const wordsOf = useFieldWords(channel.platform);
  // In the platform's own words where no field is called so: there are as many as platforms have.
  const nameOf = (fact: string): string => {
    const field = platform?.fields.find(({ key }) => key === fact);
    return field ? wordsOf(field).label : fact.charAt(0).toUpperCase() + fact.slice(1).replaceAll('_', ' ');
  };
  const ago = (at: string | null) => (at ? <Ago at={at} /> : t('never'));
  return [
    { label: t('platform'), value: t(`words:source.${channel.platform}`) },
    { label: t('state'), value: <ChannelBadge channel={channel} /> },
    { label: t('checked'), value: ago(channel.checked_at) },
    { label: t('received'), value: ago(channel.last_received_at) },
    { label: t('sent'), value: ago(channel.last_sent_at) },
    ...Object.entries(channel.facts).flatMap(([name, value]): Fact[] =>
      value === null || typeof value === 'object'
        ? []
        : [{ label: nameOf(name), value: <bdi>{String(value)}</bdi>, id: `fact ${name}` }],
    ),
  ];
}
