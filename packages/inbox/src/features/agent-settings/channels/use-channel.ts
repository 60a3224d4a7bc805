import type { ChannelCheckJson, ChannelJson } from '@parley/protocol/api';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useInbox, useMay } from '../../../session/inbox-session.tsx';
import { tell } from '../../../ui/toast.tsx';
import { channelQuery, useChannelAct } from './use-channels.ts';

/** One channel, with what calls its platform. One that was never checked is checked when it is first looked at. */
export function useChannel(id: string) {
  const { t } = useTranslation('channels');
  const { client } = useInbox();
  const mayManage = useMay('agents.manage');
  const { data: channel } = useSuspenseQuery(channelQuery(client, id));
  const check = useChannelAct((caller) => caller.call('check-channel', { params: { id } }));
  const connect = useChannelAct((caller) => caller.call('connect-channel', { params: { id } }));
  const runCheck = (): void => check.mutate(undefined, { onSuccess: ({ ok }) => ok && tell(t('checkedWell')) });
  const runConnect = (): void => connect.mutate(undefined, { onSuccess: ({ ok }) => ok && tell(t('connected')) });
  const isNew = mayManage && channel.checked_at === null && channel.state === 'active';
  const isAsked = useRef(false);
  useEffect(() => {
    if (!isNew || isAsked.current) return;
    isAsked.current = true;
    runCheck();
  });
  return {
    channel,
    mayManage,
    runCheck,
    runConnect,
    isChecking: check.isPending,
    isConnecting: connect.isPending,
    /** What was last said of a field. */
    checked: (key: string): string | undefined => saidOf(channel, [check.data, connect.data], key),
  };
}

export type ShownChannel = ReturnType<typeof useChannel>;

/** Of several things that are wrong the channel keeps the first field; the answer to a check has them all. */
function saidOf(
  { problem }: ChannelJson,
  answers: readonly (ChannelCheckJson | undefined)[],
  key: string,
): string | undefined {
  if (!problem) return undefined;
  const problems = answers.flatMap((answer) => answer?.problems ?? []);
  const found = problems.find(({ field }) => field === key)?.message;
  return found ?? (problem.field === key ? problem.message : undefined);
}
