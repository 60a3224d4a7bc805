import { useLiveNews } from '../../live/live-context.tsx';
import { useInbox } from '../../session/inbox-session.tsx';

/** Forgets what was begun in each conversation that anybody erases, be it on screen or not. */
export function useForgetErased(): void {
  const { client, session } = useInbox();
  useLiveNews((news) => {
    if (news.kind !== 'signal' || news.signal.type !== 'conversation_erased') return;
    const { conversation_id: conversationId } = news.signal;
    // Rarely needed, so not among what the first screen loads.
    void import('./forget-conversation.ts').then(({ forgetConversation }) =>
      forgetConversation({ workspaceId: client.workspaceId, userId: session.user.id, conversationId }),
    );
  });
}
