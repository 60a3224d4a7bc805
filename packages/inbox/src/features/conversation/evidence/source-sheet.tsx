import { safeLink } from '@parley/protocol';
import { useQuery } from '@tanstack/react-query';
import { ExternalLink } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useInbox } from '../../../session/inbox-session.tsx';
import { problemOf } from '../../../session/problem-of.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Instant } from '../../../ui/instant.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import type { SourcePlace } from '../../../ui/source-chips.tsx';
import { Waiting } from '../../../ui/waiting.tsx';
import { MarkedText } from './marked-text.tsx';

/** The article as it stood when it was quoted, with the quote marked. */
export function SourceSheet({ place, onClose }: { readonly place: SourcePlace | null; readonly onClose: () => void }) {
  const { t } = useTranslation('conversation');
  return (
    <Sheet isOpen={place !== null} onClose={onClose} title={place?.title || t('paragraph')}>
      {place && <Version place={place} />}
    </Sheet>
  );
}

function Version({ place }: { readonly place: SourcePlace }) {
  const { t } = useTranslation('conversation');
  const { client } = useInbox();
  const { article_id, article_version } = place;
  const { data, error } = useQuery({
    queryKey: ['article-version', client.workspaceId, article_id, article_version],
    queryFn: () => client.call('get-source', { params: { article_id, version: String(article_version) } }),
    // A version never changes; whether it is the live one does.
    staleTime: 60_000,
  });
  if (error) return <Notice tone="bad">{problemOf(error)}</Notice>;
  if (!data) return <Waiting />;
  const isOld = data.current_version !== null && data.current_version !== data.version;
  const href = data.url === null ? null : safeLink(data.url);
  return (
    <>
      <p className="flex flex-wrap items-center gap-2 text-soft text-sm">
        <span>{t('version', { version: data.version })}</span>
        <Instant at={data.created_at} />
        {href && (
          <a href={href} target="_blank" rel="noopener noreferrer" className="inline-flex items-center gap-1">
            {t('openArticle')}
            <ExternalLink aria-hidden className="size-3.5" />
          </a>
        )}
      </p>
      {data.is_deleted && <Badge tone="fair">{t('articleDeleted')}</Badge>}
      {isOld && <Badge tone="fair">{t('articleChanged', { version: data.current_version })}</Badge>}
      <MarkedText text={data.plain_text} marks={place.marks} />
    </>
  );
}
