import type { InboxLogEntry, LiveEvent } from '@parley/protocol/api';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useOpen } from '../../../conversation-state/open-context.tsx';
import { useVisitorName } from '../../../conversation-state/visitor-name.ts';
import { useLiveNews } from '../../../live/live-context.tsx';
import { useInbox } from '../../../session/inbox-session.tsx';
import { problemOf } from '../../../session/problem-of.ts';
import { useTags } from '../../../session/tags.ts';
import { Ago } from '../../../ui/ago.tsx';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Waiting } from '../../../ui/waiting.tsx';
import { logWords } from './log-words.ts';

const PAGE = 100;
const MESSAGES: readonly LiveEvent['type'][] = [
  'message.received',
  'message.sent',
  'message.delivered',
  'marker.added',
];

/** What happened beside the messages, the latest first, and who did it. */
export function LogList() {
  const { t } = useTranslation('details');
  const { data: log, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useLog();
  const entries = log?.pages.flatMap(({ data }) => data.toReversed()) ?? [];
  if (error) return <Notice tone="bad">{problemOf(error)}</Notice>;
  if (!log) return <Waiting />;
  return (
    <>
      {entries.length === 0 && <p className="p-4 text-soft">{t('noLog')}</p>}
      <ol className="flex flex-col gap-3 p-4">
        {entries.map((entry) => (
          <Entry key={entry.seq} entry={entry} />
        ))}
      </ol>
      {hasNextPage && (
        <div className="flex justify-center pb-4">
          <Button isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('olderLog')}
          </Button>
        </div>
      )}
    </>
  );
}

function useLog() {
  const { client } = useInbox();
  const queries = useQueryClient();
  const { id } = useOpen().data;
  const queryKey = ['conversation-log', client.workspaceId, id];
  useLiveNews(
    (news) => {
      const isNew = news.kind === 'event' && news.event.conversation_id === id && !MESSAGES.includes(news.event.type);
      if (isNew) void queries.invalidateQueries({ queryKey });
    },
    () => void queries.invalidateQueries({ queryKey }),
  );
  return useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => {
      const query = { limit: PAGE, ...(pageParam === null ? {} : { before: pageParam }) };
      return client.call('list-conversation-log', { params: { id }, query, signal });
    },
    initialPageParam: null as number | null,
    getNextPageParam: ({ has_more, data }) => (has_more ? (data[0]?.seq ?? null) : null),
    // It is read when it is looked at; while it is, news read it again.
    staleTime: 0,
  });
}

function Entry({ entry }: { readonly entry: InboxLogEntry }) {
  const { t, i18n } = useTranslation('details');
  const { data, person } = useOpen();
  const visitor = useVisitorName(data);
  const tags = useTags();
  const tagName = (id: string): string | null => tags.find((tag) => tag.id === id)?.name ?? null;
  const words = logWords(entry, { tagName }).filter(({ key }) => i18n.exists(`details:log.${key}`));
  if (words.length === 0) return null;
  const { actor } = entry;
  const name = actor?.type === 'visitor' ? visitor : (person(actor?.id ?? null)?.name ?? actor?.name ?? null);
  return (
    <li className="flex flex-col border-line border-s-2 ps-3">
      {words.map(({ key, values }) => (
        <span key={key} className="break-words">
          {t(`log.${key}`, values)}
        </span>
      ))}
      <span className="flex flex-wrap gap-x-1.5 text-soft text-xs">
        {name && <bdi>{name}</bdi>}
        {!name && actor && <span>{t(`actors.${actor.type}`)}</span>}
        <Ago at={entry.created_at} />
      </span>
    </li>
  );
}
