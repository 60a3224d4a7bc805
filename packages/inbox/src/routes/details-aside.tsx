import { useNavigate, useRouter } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { DetailsPane } from '../features/details/details-pane.tsx';
import { useInbox } from '../session/inbox-session.tsx';
import { Sheet } from '../ui/sheet.tsx';
import type { useDetailsPane } from './use-details-pane.ts';

/** What is known of the conversation: beside it where there is room, else over it. */
export function DetailsAside({ pane }: { readonly pane: Omit<ReturnType<typeof useDetailsPane>, 'desk'> }) {
  const { t } = useTranslation('details');
  const places = useConversationPlaces();
  if (!pane.isWide) {
    return (
      <Sheet isOpen={pane.isOpen} onClose={pane.close} title={t('title')} isBare>
        <DetailsPane places={places} />
      </Sheet>
    );
  }
  if (!pane.isOpen) return null;
  return (
    <aside aria-label={t('title')} className="flex w-72 shrink-0 2xl:w-80 flex-col border-line border-s bg-surface">
      <DetailsPane places={places} />
    </aside>
  );
}

/** Where other conversations are opened: beside the same list. */
function useConversationPlaces() {
  const { client } = useInbox();
  const router = useRouter();
  const navigate = useNavigate();
  return useMemo(() => {
    const place = (conversation: string) =>
      ({
        to: '/$workspace/conversations/$conversation',
        params: { workspace: client.workspaceId, conversation },
        search: true,
      }) as const;
    return {
      hrefOf: (id: string) => router.buildLocation(place(id)).publicHref,
      open: (id: string) => void navigate(place(id)),
    };
  }, [client, router, navigate]);
}
