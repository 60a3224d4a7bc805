import { useSuspenseQuery } from '@tanstack/react-query';
import { MessagesSquare, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useInbox, useMay } from '../../../session/inbox-session.tsx';
import { Button } from '../../../ui/button.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Card, Page } from '../../../ui/page.tsx';
import { ChannelRow } from './channel-row.tsx';
import { CreateChannelDialog } from './create-channel-dialog.tsx';
import { channelsQuery, usePlatforms } from './use-channels.ts';

/** Where visitors reach an agent beside the website. */
export function ChannelsScreen({ agentId }: { readonly agentId: string }) {
  const { t } = useTranslation('channels');
  const { client } = useInbox();
  const { data: channels } = useSuspenseQuery(channelsQuery(client, agentId));
  const platforms = usePlatforms();
  const mayAdd = useMay('agents.manage') && platforms.length > 0;
  const [isCreating, setIsCreating] = useState(false);
  const create = mayAdd && (
    <Button kind="primary" icon={Plus} onClick={() => setIsCreating(true)}>
      {t('create')}
    </Button>
  );
  return (
    <Page title={t('title')} text={t('text')} actions={channels.length > 0 && create}>
      <Card>
        {channels.length === 0 ? (
          <Empty icon={MessagesSquare} title={t('none')} text={t('noneText')}>
            {create}
          </Empty>
        ) : (
          <ul className="divide-y divide-line">
            {channels.map((channel) => (
              <ChannelRow key={channel.id} agentId={agentId} channel={channel} />
            ))}
          </ul>
        )}
      </Card>
      {isCreating && (
        <CreateChannelDialog agentId={agentId} platforms={platforms} onClose={() => setIsCreating(false)} />
      )}
    </Page>
  );
}
