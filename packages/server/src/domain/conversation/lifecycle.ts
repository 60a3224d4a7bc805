import {
  AppError,
  CONVERSATION_STATUSES,
  type ConversationStatus,
  type Driver,
  type Progress,
  SOURCES_WITHOUT_INBOX_CONTROL,
} from '@parley/protocol';
import { type Conversation, statusOf } from './conversation.ts';

/** What people do to a conversation, `set_…` by its status. */
export type LifecycleCommand =
  | 'set_open'
  | 'set_agent_requested'
  | 'set_resolved'
  | 'set_closed'
  | 'set_archived'
  | 'reply_by_api'
  | 'reply_in_inbox'
  | 'take_over'
  | 'hand_back'
  | 'reopen_with_me'
  | 'reopen_with_agent'
  | 'request_person';

/** Where a command leads. `owner` is who has the conversation then: whoever asks, nobody, or unnamed who had it. */
export type Move = { readonly driver?: Driver; readonly progress?: Progress; readonly owner?: 'me' | 'none' };
type Cell = Move | { readonly refusal: string };
type Row = readonly [ai: Cell, queue: Cell, human: Cell, ended: Cell];

const STAYS: Cell = {};
const TO_PEOPLE: Cell = { driver: 'human' };
const TO_ME: Cell = { driver: 'human', progress: 'open', owner: 'me' };
const TO_QUEUE: Cell = { driver: 'queue' };
const TO_AGENT: Cell = { driver: 'ai', progress: 'open', owner: 'none' };
const refuse = (refusal: string): Cell => ({ refusal });
const everywhere = (cell: Cell): Row => [cell, cell, cell, cell];

const ANSWERS_ITSELF =
  'The agent answers this conversation (bot_active). Set its status to agent_requested or open first, then reply.';
const ENDED = 'This conversation has ended. Set its status to open first, then reply.';
const REPLY_INSTEAD =
  'A conversation in agent_requested is opened by a reply: POST /v1/conversations/{id}/messages takes it over.';

// The table of commands of the design, as it stands there; docs/guide/people.md tells it in words.
const TABLE: Record<LifecycleCommand, Row> = {
  set_open: [TO_PEOPLE, refuse(REPLY_INSTEAD), STAYS, { driver: 'human', progress: 'open' }],
  set_agent_requested: [TO_QUEUE, STAYS, { driver: 'queue', owner: 'none' }, { driver: 'queue', progress: 'open' }],
  set_resolved: everywhere({ progress: 'resolved' }),
  set_closed: everywhere({ progress: 'closed' }),
  set_archived: everywhere({ progress: 'archived' }),
  reply_by_api: [refuse(ANSWERS_ITSELF), TO_PEOPLE, STAYS, refuse(ENDED)],
  reply_in_inbox: [TO_ME, TO_ME, STAYS, TO_ME],
  take_over: [TO_ME, TO_ME, { owner: 'me' }, TO_ME],
  hand_back: [STAYS, TO_AGENT, TO_AGENT, refuse('This conversation has ended: reopen it first, then hand it back.')],
  reopen_with_me: [STAYS, STAYS, STAYS, TO_ME],
  reopen_with_agent: [STAYS, STAYS, STAYS, TO_AGENT],
  request_person: [TO_QUEUE, STAYS, STAYS, { driver: 'queue', progress: 'open' }],
};

/**
 * Where a command leads from a state. Throws `bad_request`, which says what is legal there, and `conflict` where the
 * channel has no place for people.
 */
export function moveOf(state: Conversation, command: LifecycleCommand): Move {
  const [ai, queue, human, ended] = TABLE[command];
  const cell = state.progress === 'open' ? { ai, queue, human }[state.driver] : ended;
  if ('refusal' in cell) throw new AppError('bad_request', `${cell.refusal} ${settable(state)}`);
  requirePlaceForPeople(state, cell);
  return cell;
}

const isSettable = (state: Conversation, status: ConversationStatus): boolean =>
  status !== 'bot_active' && !(status === 'open' && statusOf(state) === 'agent_requested');

/** The command that sets a status. Throws `bad_request` for the one that only Parley sets. */
export function settingCommand(state: Conversation, status: ConversationStatus): LifecycleCommand {
  if (status !== 'bot_active') return `set_${status}`;
  throw new AppError(
    'bad_request',
    `The status bot_active cannot be set: handing a conversation back to the agent leads there. ${settable(state)}`,
  );
}

function settable(state: Conversation): string {
  const legal = CONVERSATION_STATUSES.filter((status) => isSettable(state, status));
  return `From ${statusOf(state)} the status can be set to ${legal.join(', ')}.`;
}

function requirePlaceForPeople({ source }: Conversation, { driver }: Move): void {
  const without: readonly string[] = SOURCES_WITHOUT_INBOX_CONTROL;
  if ((driver !== 'human' && driver !== 'queue') || !without.includes(source)) return;
  throw new AppError('conflict', `Nobody can take over a conversation whose source is ${source}.`);
}
