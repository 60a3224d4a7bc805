import type { AgentState, Permission } from '@parley/protocol';
import type { ConversationView } from '@parley/sdk';

/** What a person can do about who has a conversation and how far it has come. */
export type Move =
  | 'takeOver'
  | 'handBack'
  | 'enqueue'
  | 'resolve'
  | 'close'
  | 'archive'
  | 'reopenWithMe'
  | 'reopenWithAgent';

type Asked = {
  readonly view: Pick<ConversationView, 'driver' | 'progress'> & {
    readonly conversation: Pick<ConversationView['conversation'], 'assigned_to'>;
  };
  readonly me: string;
  readonly permissions: readonly Permission[];
  /** Whether the channel has a place for people. */
  readonly hasPeople: boolean;
  readonly agent: AgentState;
};

/** The moves that the state allows and the person may make (design §3); the server holds to the same table. */
export function possibleMoves({ view, me, permissions, hasPeople, agent }: Asked): ReadonlySet<Move> {
  const { driver, progress } = view;
  const isOpen = progress === 'open';
  const isMine = driver === 'human' && view.conversation.assigned_to === me;
  const mayReply = permissions.includes('conversations.reply');
  const mayManage = permissions.includes('conversations.manage');
  const works = agent === 'active';
  const allowed: Readonly<Record<Move, boolean>> = {
    takeOver: mayReply && hasPeople && isOpen && !isMine,
    handBack: mayManage && hasPeople && isOpen && driver !== 'ai' && works,
    enqueue: mayManage && hasPeople && isOpen && driver !== 'queue',
    resolve: mayManage && progress !== 'resolved',
    close: mayManage && progress !== 'closed',
    archive: mayManage && progress !== 'archived',
    reopenWithMe: mayReply && hasPeople && !isOpen,
    reopenWithAgent: mayReply && !isOpen && works,
  };
  const moves = Object.keys(allowed) as Move[];
  return new Set(moves.filter((move) => allowed[move]));
}

/** Whether a move is asked about first: somebody waits for an answer. */
export const asksFirst = (move: Move, { view }: Pick<Asked, 'view'>): boolean =>
  move === 'archive' && view.progress === 'open' && view.driver !== 'ai';
