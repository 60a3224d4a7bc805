import { getRouteApi, Link, Outlet, useNavigate, useParams, useRouter } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf, type ListRequest, queryOf } from '../features/conversation-list/list-address.ts';
import { ListPane } from '../features/conversation-list/list-pane.tsx';
import type { ListPlaces } from '../features/conversation-list/list-places.ts';
import { useMay } from '../session/inbox-session.tsx';
import { cx } from '../ui/class-names.ts';

const ExportDialog = lazy(async () => ({
  default: (await import('../features/export/export-dialog.tsx')).ExportDialog,
}));

const route = getRouteApi('/$workspace/conversations');

/** The list of conversations, and the one that is open: beside it, on a phone over it. */
export function Conversations() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const { workspace } = route.useParams();
  const { conversation: openId = null } = useParams({ strict: false });
  const mayExport = useMay('conversations.export');
  const [exported, setExported] = useState<{ readonly request: ListRequest; readonly total: number | null } | null>(
    null,
  );
  return (
    <div className="flex h-full">
      <ListPane
        address={search}
        places={usePlaces(openId)}
        openId={openId}
        onExport={mayExport ? (request, total) => setExported({ request, total }) : undefined}
      />
      <section className={cx('flex min-w-0 flex-1 flex-col', openId === null && 'max-md:hidden')}>
        {openId !== null && (
          <Link
            to="/$workspace/conversations"
            params={{ workspace }}
            search={true}
            className="flex min-h-11 shrink-0 items-center gap-2 border-line border-b bg-surface px-3 text-ink no-underline md:hidden"
          >
            <ArrowLeft aria-hidden className="size-4.5 rtl:-scale-x-100" />
            {t('backToList')}
          </Link>
        )}
        <div className="min-h-0 flex-1">
          <Outlet />
        </div>
      </section>
      {exported && (
        <Suspense>
          <ExportDialog filter={queryOf(exported.request)} count={exported.total} onClose={() => setExported(null)} />
        </Suspense>
      )}
    </div>
  );
}

/** Where lists and conversations stand in the address. */
function usePlaces(openId: string | null): ListPlaces {
  const router = useRouter();
  const navigate = useNavigate();
  const search = route.useSearch();
  const { workspace } = route.useParams();
  // Rows show again when these change, so that the open conversation is none of their business.
  const conversations = useMemo(() => {
    const place = (id: string) => ({ ...CONVERSATION, params: { workspace, conversation: id }, search });
    const pattern = router.buildLocation(place(ID)).publicHref;
    return {
      conversationHref: (id: string) => pattern.replace(ID, id),
      openConversation: (id: string) => void navigate(place(id)),
    };
  }, [router, navigate, search, workspace]);
  return useMemo(() => {
    const place = (request: ListRequest) =>
      openId === null
        ? { ...LIST, params: { workspace }, search: addressOf(request) }
        : { ...CONVERSATION, params: { workspace, conversation: openId }, search: addressOf(request) };
    return {
      ...conversations,
      listHref: (request) => router.buildLocation(place(request)).publicHref,
      // Another view is another place to come back to; each letter of a search is not.
      showList: (request) => void navigate({ ...place(request), replace: search.view === addressOf(request).view }),
    };
  }, [router, navigate, conversations, search.view, workspace, openId]);
}

const LIST = { to: '/$workspace/conversations' } as const;
const CONVERSATION = { to: '/$workspace/conversations/$conversation' } as const;
/** Stands for an id while an address is made. */
const ID = '00000000-0000-0000-0000-000000000000';
