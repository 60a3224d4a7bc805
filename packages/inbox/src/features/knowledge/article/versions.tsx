import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { diffWordsWithSpace } from 'diff';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useInbox, useMay } from '../../../session/inbox-session.tsx';
import { problemOf } from '../../../session/problem-of.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog, DialogActions } from '../../../ui/dialog.tsx';
import { Instant } from '../../../ui/instant.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Card } from '../../../ui/page.tsx';
import { tell } from '../../../ui/toast.tsx';
import { Waiting } from '../../../ui/waiting.tsx';

type VersionsProps = { readonly agentId: string; readonly number: number; readonly onRestored: () => void };

/** Every text that was published of an article; two of them side by side, and the way back to an older one. */
export function Versions({ agentId, number, onRestored }: VersionsProps) {
  const { t } = useTranslation('knowledge');
  const { client } = useInbox();
  const [shown, setShown] = useState<number | null>(null);
  const list = useInfiniteQuery({
    queryKey: ['article', client.workspaceId, agentId, number, 'versions'],
    queryFn: ({ pageParam }) =>
      client.call('list-article-versions', {
        params: { chatbot_id: agentId, number },
        query: pageParam === '' ? {} : { cursor: pageParam },
      }),
    initialPageParam: '',
    getNextPageParam: ({ next_cursor: cursor }) => cursor ?? undefined,
  });
  const versions = list.data?.pages.flatMap(({ data }) => data) ?? [];
  const current = versions.find(({ is_current: isCurrent }) => isCurrent);
  if (versions.length === 0) return null;
  return (
    <Card title={t('versions.title')}>
      <ul className="flex flex-col">
        {versions.map(({ version, title, created_at: at, is_current: isCurrent }) => (
          <li key={version} className="flex flex-wrap items-center gap-3 border-line border-b py-2 last:border-0">
            <span className="w-20 tabular-nums">{t('version', { number: version })}</span>
            <bdi className="min-w-32 flex-1 truncate">{title}</bdi>
            <Instant at={at} />
            {isCurrent ? (
              <Badge tone="good">{t('versions.current')}</Badge>
            ) : (
              <Button onClick={() => setShown(version)}>{t('versions.compare')}</Button>
            )}
          </li>
        ))}
      </ul>
      {list.hasNextPage && <Button onClick={() => void list.fetchNextPage()}>{t('more')}</Button>}
      {shown !== null && (
        <Comparison
          place={{ agentId, number }}
          older={shown}
          current={current?.version ?? null}
          onClose={() => setShown(null)}
          onRestored={onRestored}
        />
      )}
    </Card>
  );
}

type Place = { readonly agentId: string; readonly number: number };
type ComparisonProps = {
  readonly place: Place;
  readonly older: number;
  /** Null where none is published: then the older one is shown by itself. */
  readonly current: number | null;
  readonly onClose: () => void;
  readonly onRestored: () => void;
};

function Comparison({ place, older, current, onClose, onRestored }: ComparisonProps) {
  const { t } = useTranslation('knowledge');
  const mayManage = useMay('agents.manage');
  const before = useVersion(place, older);
  const now = useVersion(place, current ?? older);
  const restore = useRestore(place, older, () => {
    onRestored();
    onClose();
    tell(t('versions.restored', { number: older }));
  });
  const problem = before.error ?? now.error ?? restore.error;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('versions.difference', { older, current: current ?? older })}
      width="wide"
    >
      {problem && <Notice tone="bad">{problemOf(problem)}</Notice>}
      {before.data && now.data ? (
        <Difference before={before.data.content} after={now.data.content} />
      ) : (
        !problem && <Waiting />
      )}
      {mayManage && (
        <DialogActions>
          <Button kind="primary" isBusy={restore.isPending} onClick={() => restore.mutate()}>
            {t('versions.restore', { number: older })}
          </Button>
        </DialogActions>
      )}
    </Dialog>
  );
}

function useVersion({ agentId, number }: Place, version: number) {
  const { client } = useInbox();
  return useQuery({
    queryKey: ['article', client.workspaceId, agentId, number, 'versions', version],
    queryFn: () => client.call('get-article-version', { params: { chatbot_id: agentId, number, version } }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

function useRestore({ agentId, number }: Place, version: number, onSuccess: () => void) {
  const { client } = useInbox();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => client.call('restore-article-version', { params: { chatbot_id: agentId, number, version } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['article', client.workspaceId, agentId, number] });
      onSuccess();
    },
  });
}

/** What was taken away is struck out, what was added is underlined: colour says it a second time only. */
function Difference({ before, after }: { readonly before: string; readonly after: string }) {
  return (
    <div dir="auto" className="max-h-[55vh] overflow-y-auto whitespace-pre-wrap rounded-md border border-line p-4">
      {piecesOf(before, after).map(({ at, value, added, removed }) => {
        if (added) return <Added key={at} text={value} />;
        return removed ? <Removed key={at} text={value} /> : value;
      })}
    </div>
  );
}

const Added = ({ text }: { readonly text: string }) => <ins className="bg-good-tint text-good">{text}</ins>;
const Removed = ({ text }: { readonly text: string }) => <del className="bg-bad-tint text-bad">{text}</del>;

/** The pieces of two texts, each with where it begins in both together. */
function piecesOf(before: string, after: string) {
  let end = 0;
  return diffWordsWithSpace(before, after).map((piece) => {
    const at = end;
    end += piece.value.length;
    return { ...piece, at };
  });
}
