import { Inbox, SearchX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../session/problem-of.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { isFiltered, type ListRequest } from './list-address.ts';
import { useListPlaces } from './list-places.ts';
import type { Conversations } from './use-conversations.ts';

type NoRowsProps = {
  readonly list: Pick<Conversations, 'isPending' | 'error' | 'readAnew'>;
  readonly request: ListRequest;
};

/** In place of the rows: they are on their way, could not be read, or there are none. */
export function NoRows({ list: { isPending, error, readAnew }, request }: NoRowsProps) {
  const { t } = useTranslation(['list', 'common']);
  const { showList } = useListPlaces();
  const isNarrowed = isFiltered(request);
  if (isPending) return <Skeletons label={t('common:waiting')} />;
  const clear = <Button onClick={() => showList({ ...request, filter: {} })}>{t('filters.clear')}</Button>;
  if (error) {
    return (
      <Empty title={t('common:problem.title')} text={problemOf(error)}>
        <Button onClick={readAnew}>{t('common:problem.again')}</Button>
        {isNarrowed && clear}
      </Empty>
    );
  }
  if (!isNarrowed) return <Empty icon={Inbox} title={t(`empty.${request.view}`)} text={t('empty.text')} />;
  return (
    <Empty icon={SearchX} title={t('empty.filtered')} text={t('empty.filteredText')}>
      {request.view !== 'all' && (
        <Button onClick={() => showList({ ...request, view: 'all' })}>{t('empty.inAll')}</Button>
      )}
      {clear}
    </Empty>
  );
}

const WIDTHS = ['w-28', 'w-40', 'w-32', 'w-24', 'w-36', 'w-28'];

/** What is on its way, in its place: nothing jumps when it comes. */
const Skeletons = ({ label }: { readonly label: string }) => (
  <div role="status" className="flex-1 overflow-hidden">
    <span className="sr-only">{label}</span>
    {WIDTHS.map((width, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: they never change
      <div key={at} aria-hidden className="flex animate-pulse gap-3 border-line border-b px-3 py-2.5">
        <div className="size-9 rounded-full bg-hover" />
        <div className="flex flex-1 flex-col gap-2 py-1">
          <div className={`h-3.5 rounded-sm bg-hover ${width}`} />
          <div className="h-3.5 rounded-sm bg-hover" />
          <div className="h-4 w-20 rounded-full bg-hover" />
        </div>
      </div>
    ))}
  </div>
);
