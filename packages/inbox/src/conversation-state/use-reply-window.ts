import { CHANNEL_PLATFORMS, type Source } from '@parley/protocol';
import type { ReplyWindow } from '@parley/protocol/api';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useInbox } from '../session/inbox-session.tsx';
import { useOpen } from './open-context.tsx';

const isPlatform = (source: Source): boolean => CHANNEL_PLATFORMS.some((platform) => platform === source);

/** On which channel the visitor of the open conversation is reached, and how long; undefined where no channel brings it. */
export function useReplyWindow(): ReplyWindow | undefined {
  const { client } = useInbox();
  const { id, view } = useOpen().data;
  return useQuery({
    // Whenever the visitor writes, it is another.
    queryKey: ['reply-window', client.workspaceId, id, view.lastVisitorMessageAt],
    queryFn: ({ signal }) => client.call('get-reply-window', { params: { id }, signal }),
    placeholderData: keepPreviousData,
    enabled: isPlatform(view.source),
  }).data;
}
