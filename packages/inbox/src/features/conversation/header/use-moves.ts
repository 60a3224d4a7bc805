import { useTranslation } from 'react-i18next';
import { looksMoved, looksRead } from '../../../conversation-state/looks.ts';
import { useOpen } from '../../../conversation-state/open-context.tsx';
import type { Change } from '../../../conversation-state/use-change.ts';
import { useInbox } from '../../../session/inbox-session.tsx';
import { tell } from '../../../ui/toast.tsx';
import { type Move, possibleMoves } from './moves.ts';

/** What the person can do with the open conversation, and doing it. */
export function useMoves() {
  const { t } = useTranslation('conversation');
  const { client, session } = useInbox();
  const { data, make } = useOpen();
  const { view, facts, id } = data;
  const me = session.user.id;
  const possible = possibleMoves({
    view,
    me,
    permissions: session.permissions,
    hasPeople: facts.supports_inbox_control,
    agent: facts.chatbot.state,
  });
  const params = { id };
  const set = (status: 'agent_requested' | 'resolved' | 'closed' | 'archived'): Change['run'] => {
    return (headers) => client.call('update-conversation', { params, headers, body: { status } });
  };
  const reopen = (who: 'me' | 'agent'): Change['run'] => {
    return (headers) => client.call('reopen-conversation', { params, headers, body: { with: who } });
  };
  const changes: Readonly<Record<Move, Change>> = {
    takeOver: {
      look: looksMoved({ driver: 'human', assignedTo: me }),
      run: (headers) => client.call('take-over-conversation', { params, headers }),
    },
    handBack: {
      look: looksMoved({ driver: 'ai', assignedTo: null }),
      run: (headers) => client.call('hand-back-conversation', { params, headers }),
    },
    enqueue: { look: looksMoved({ driver: 'queue', assignedTo: null }), run: set('agent_requested') },
    resolve: { look: looksMoved({ progress: 'resolved' }), run: set('resolved') },
    close: { look: looksMoved({ progress: 'closed' }), run: set('closed') },
    archive: { look: looksMoved({ progress: 'archived' }), run: set('archived') },
    reopenWithMe: {
      look: looksMoved({ driver: 'human', progress: 'open', assignedTo: me }),
      run: reopen('me'),
    },
    reopenWithAgent: {
      look: looksMoved({ driver: 'ai', progress: 'open', assignedTo: null }),
      run: reopen('agent'),
    },
  };
  return {
    possible,
    /** Makes a move, unless the state has stopped allowing it meanwhile. */
    move: async (move: Move): Promise<void> => {
      if (possible.has(move) && (await make(changes[move]))) tell(t(`done.${move}`));
    },
    /** Marks it as one that nobody has looked at yet. */
    markUnread: async (): Promise<void> => {
      const run: Change['run'] = () => client.call('mark-conversation-unread', { params });
      if (await make({ look: looksRead(false), run })) tell(t('done.unread'));
    },
  };
}
