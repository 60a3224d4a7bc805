import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { useInbox } from '../../session/inbox-session.tsx';
import { type Draft, draftAt } from './draft.ts';
import type { KeptDraft, Place } from './kept-locally.ts';

/** Where this browser keeps what the person has begun in a conversation: nobody else who signs in here is given it. */
export function useKeptPlace(conversationId: string): Place {
  const { client, session } = useInbox();
  const { workspaceId } = client;
  const userId = session.user.id;
  return useMemo(() => ({ workspaceId, userId, conversationId }), [workspaceId, userId, conversationId]);
}

/** What the person has begun in a conversation, kept over a reload. */
export function useDraft(conversationId: string): Draft & { readonly draft: KeptDraft } {
  const kept = draftAt(useKeptPlace(conversationId));
  const draft = useSyncExternalStore(kept.subscribe, kept.read);
  useEffect(() => {
    const { keep } = kept;
    window.addEventListener('pagehide', keep);
    return () => {
      window.removeEventListener('pagehide', keep);
      keep();
    };
  }, [kept]);
  return { ...kept, draft };
}
