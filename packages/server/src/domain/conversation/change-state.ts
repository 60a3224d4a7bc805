import type { Actor, ConversationEvent, Driver, FieldChange, MarkerCode, Priority, Progress } from '@parley/protocol';
import { appendEvents, type Draft } from './append.ts';
import { type Conversation, statusOf, type Visitor } from './conversation.ts';

/** What is to be so from now on; what is not named stays as it is. */
export type StateChange = {
  readonly driver?: Driver;
  readonly progress?: Progress;
  readonly priority?: Priority;
  /** A user id. */
  readonly assignedTo?: string | null;
  readonly title?: string | null;
  readonly visitor?: Partial<Visitor>;
  /** The site's own id of the visitor, once the site vouches for who it is. */
  readonly verifiedAs?: string | null;
};

/**
 * Changes the state and logs it as one `conversation.updated`, after the marker that tells the visitor. A change of who
 * drives or how far it has come raises the epoch and ends every turn that waits or runs: what a turn would say now is
 * no longer wanted. What holds already is left out; when all does, nothing happens.
 */
export function changeState(draft: Draft, change: StateChange, at: Date, by: Actor): void {
  const before = draft.state;
  const changed = differences(before, change);
  if (Object.keys(changed).length === 0) return;
  const moves = changed.driver !== undefined || changed.progress !== undefined;
  const named = withFields(before, change);
  const after = moves ? moved(before, named, at) : named;
  draft.state = { ...after, silentSince: silentSince(before, after, at) };
  const marker = moves ? markerOf(before, after) : null;
  if (marker) appendEvents(draft, { type: 'marker.added', data: { code: marker } });
  appendEvents(draft, { type: 'conversation.updated', data: { ...changed, by } });
  if (moves) appendEvents(draft, ...before.turns.map(superseded));
}

type Changes = Omit<Extract<ConversationEvent, { type: 'conversation.updated' }>['data'], 'by'>;

function differences(before: Conversation, to: StateChange): Changes {
  const { visitor = {} } = to;
  return {
    ...difference('driver', before.driver, to.driver),
    ...difference('progress', before.progress, to.progress),
    ...difference('priority', before.priority, to.priority),
    ...difference('assignedTo', before.assignedTo, to.assignedTo),
    ...difference('title', before.title, to.title),
    ...difference('visitorName', before.visitor.name, visitor.name),
    ...difference('visitorEmail', before.visitor.email, visitor.email),
    ...difference('visitorPhone', before.visitor.phone, visitor.phone),
    ...difference('visitorLabel', before.visitor.label, visitor.label),
    ...difference('verifiedAs', before.verifiedAs, to.verifiedAs),
  };
}

function difference<K extends string, T>(name: K, from: T, to: T | undefined): { [key in K]?: FieldChange<T> } {
  if (to === undefined || to === from) return {};
  return { [name]: { from, to } } as { [key in K]: FieldChange<T> };
}

function withFields(before: Conversation, to: StateChange): Conversation {
  const { driver, progress, priority, assignedTo, title } = to;
  const names = title !== undefined && title !== before.title;
  return {
    ...before,
    driver: driver ?? before.driver,
    progress: progress ?? before.progress,
    priority: priority ?? before.priority,
    assignedTo: assignedTo === undefined ? before.assignedTo : assignedTo,
    // Without a title the next reply gives it one again.
    ...(names ? { title, titleEdited: title !== null } : {}),
    visitor: { ...before.visitor, ...to.visitor },
    verifiedAs: to.verifiedAs ?? before.verifiedAs,
  };
}

function moved(before: Conversation, after: Conversation, at: Date): Conversation {
  return {
    ...after,
    ...(after.progress === before.progress ? {} : stampsAfter(before, after.progress, at)),
    epoch: before.epoch + 1,
    turns: [],
    peopleWereHere: before.peopleWereHere || after.driver === 'human',
    // An offer that was made before people came is not what a later «yes» says yes to.
    personOffered: after.driver === before.driver && before.personOffered,
  };
}

/** When it was resolved and closed, after `progress` has become another. */
export function stampsAfter(
  { resolvedAt, closedAt }: Pick<Conversation, 'resolvedAt' | 'closedAt'>,
  progress: Progress,
  at: Date,
): Pick<Conversation, 'resolvedAt' | 'closedAt'> {
  switch (progress) {
    case 'open':
      return { resolvedAt: null, closedAt: null };
    case 'resolved':
      return { resolvedAt: at, closedAt: null };
    case 'closed':
      return { resolvedAt, closedAt: closedAt ?? at };
    case 'archived':
      return { resolvedAt, closedAt };
  }
}

/** From when on silence counts: since this one drives, and anew with each person who has it next. */
function silentSince(before: Conversation, after: Conversation, at: Date): Date | null {
  if (after.progress !== 'open') return null;
  if (statusOf(before) !== statusOf(after)) return at;
  return after.driver === 'human' && before.assignedTo !== after.assignedTo ? at : before.silentSince;
}

/** What the visitor is told of a change: whom they talk to now, or that it has ended. */
function markerOf(before: Conversation, after: Conversation): MarkerCode | null {
  switch (statusOf(after)) {
    case 'agent_requested':
      return 'handoff_requested';
    case 'open':
      return before.driver === 'human' ? null : 'operator_joined';
    case 'bot_active':
      // After the end the visitor has been told that it was one.
      return before.progress === 'open' ? 'handed_back' : null;
    case 'resolved':
      return 'resolved';
    case 'closed':
      return before.closedAt === null ? 'closed' : null;
    case 'archived':
      return null;
  }
}

function superseded({ id, ord }: Conversation['turns'][number]): ConversationEvent {
  return { type: 'turn.ended', data: { turnId: id, ord, reason: 'superseded' } };
}
