import type { ChannelPlatformJson } from '@parley/protocol/api';
import { useNavigate } from '@tanstack/react-router';
import { Cable, Ellipsis, Pause, Play, Stethoscope, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useInbox } from '../../../session/inbox-session.tsx';
import { Button } from '../../../ui/button.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { Menu, MenuItem } from '../../../ui/menu.tsx';
import type { ShownChannel } from './use-channel.ts';
import { useChannelAct } from './use-channels.ts';

type ChannelActionsProps = {
  readonly agentId: string;
  readonly shown: ShownChannel;
  readonly platform: ChannelPlatformJson | undefined;
};

/** What can be done with a channel. */
export function ChannelActions({ agentId, shown, platform }: ChannelActionsProps) {
  const { t } = useTranslation('channels');
  const [isDeleting, setIsDeleting] = useState(false);
  const { channel, runCheck, runConnect, isChecking, isConnecting } = shown;
  const { id, state } = channel;
  const turn = useChannelAct((client, next: 'active' | 'paused') =>
    client.call('update-channel', { params: { id }, body: { state: next } }),
  );
  const isActive = state === 'active';
  return (
    <div className="flex flex-wrap gap-2">
      {platform && (
        <Button icon={Stethoscope} isBusy={isChecking} onClick={runCheck}>
          {t('check')}
        </Button>
      )}
      {platform?.can_connect && (
        <Button icon={Cable} isBusy={isConnecting} onClick={runConnect}>
          {t('connect')}
        </Button>
      )}
      <Button
        icon={isActive ? Pause : Play}
        isBusy={turn.isPending}
        onClick={() => turn.mutate(isActive ? 'paused' : 'active')}
      >
        {t(isActive ? 'pause' : 'resume')}
      </Button>
      <Menu align="end" trigger={<Button icon={Ellipsis} aria-label={t('more')} />}>
        <MenuItem icon={Trash2} isDangerous onSelect={() => setIsDeleting(true)}>
          {t('delete')}
        </MenuItem>
      </Menu>
      {isDeleting && <DeleteDialog agentId={agentId} shown={shown} onClose={() => setIsDeleting(false)} />}
    </div>
  );
}

type DeleteDialogProps = Pick<ChannelActionsProps, 'agentId' | 'shown'> & { readonly onClose: () => void };

function DeleteDialog({ agentId, shown: { channel }, onClose }: DeleteDialogProps) {
  const { t } = useTranslation('channels');
  const { client } = useInbox();
  const navigate = useNavigate();
  const params = { workspace: client.workspaceId, agent: agentId };
  const { mutate, isPending } = useChannelAct(async (caller) => {
    await caller.call('delete-channel', { params: { id: channel.id } });
    // Before the screen of what is gone is read again; what was typed there is gone with it.
    await navigate({ to: '/$workspace/agents/$agent/channels', params, ignoreBlocker: true });
  });
  return (
    <ConfirmDialog
      title={t('deleteTitle', { name: channel.name })}
      text={t('deleteText')}
      action={t('delete')}
      isBusy={isPending}
      onConfirm={() => mutate(undefined, { onError: onClose })}
      onClose={onClose}
    />
  );
}
