import {
  type Actor,
  AppError,
  CONVERSATION_STATUSES,
  type ConversationEvent,
  type ConversationStatus,
  type Driver,
  type Progress,
} from '@parley/protocol';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { aReceivingAgent, aReply, aVisitorMessage } from '../../../test/support/a-conversation.ts';
import { concludeTurn, endTurn, queueTurn } from '../turn/conclude-turn.ts';
import { applyIdleRules } from './apply-idle-rules.ts';
import type { Conversation, Decision, NewMessage } from './conversation.ts';
import { handBack, reopenWithAgent } from './hand-back.ts';
import { markRead } from './mark-read.ts';
import { receiveMessage, startConversation } from './receive-message.ts';
import { replyAsPerson } from './reply-as-person.ts';
import { reopenWithMe, requestPerson, takeOver } from './take-over.ts';
import { updateByPerson } from './update-by-person.ts';

/** What happens to a conversation; `pick` chooses among the turns that there ever were, or among its messages. */
type Step = { readonly by: Actor; readonly pick: number; readonly afterMinutes: number } & (
  | {
      readonly type: 'receive';
      readonly keeps: boolean;
      readonly state: 'active' | 'paused';
      readonly waits: boolean;
      readonly wantsPerson: boolean;
    }
  | { readonly type: 'conclude'; readonly handsOff: boolean }
  | { readonly type: 'end' | 'queue' | 'idle' | 'take over' | 'hand back' | 'reopen with me' | 'reopen with agent' }
  | { readonly type: 'request person' }
  | { readonly type: 'reply'; readonly mode: 'api' | 'inbox' }
  | { readonly type: 'read'; readonly unread: boolean }
  | { readonly type: 'patch'; readonly status: ConversationStatus; readonly assignedTo: string | null | undefined }
);

const rarely = <T>(value: T, often: T): fc.Arbitrary<T> =>
  fc.oneof({ weight: 8, arbitrary: fc.constant(often) }, { weight: 1, arbitrary: fc.constant(value) });
const actors: readonly Actor[] = [
  { type: 'operator', id: 'me' },
  { type: 'operator', id: 'other' },
  { type: 'api_key', id: 'key' },
];
const every = {
  by: fc.constantFrom(...actors),
  pick: fc.nat({ max: 9 }),
  afterMinutes: rarely(2_000, 1),
};
const simple = ['end', 'queue', 'idle', 'take over', 'reopen with me', 'request person'] as const;
const toAgent = ['hand back', 'reopen with agent'] as const;
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      ...every,
      type: fc.constant('receive' as const),
      keeps: fc.boolean(),
      state: rarely<'active' | 'paused'>('paused', 'active'),
      waits: fc.boolean(),
      wantsPerson: rarely(true, false),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ ...every, type: fc.constant('conclude' as const), handsOff: rarely(true, false) }),
  },
  { weight: 4, arbitrary: fc.record({ ...every, type: fc.constantFrom(...simple) }) },
  { weight: 4, arbitrary: fc.record({ ...every, type: fc.constantFrom(...toAgent) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      ...every,
      type: fc.constant('reply' as const),
      mode: fc.constantFrom('api' as const, 'inbox' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ ...every, type: fc.constant('read' as const), unread: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.record({
      ...every,
      type: fc.constant('patch' as const),
      status: fc.constantFrom(...CONVERSATION_STATUSES),
      assignedTo: fc.constantFrom(undefined, null, 'me', 'other'),
    }),
  },
);

type Steps = Step[];
const steps: fc.Arbitrary<Steps> = fc.array(step, { maxLength: 50, size: 'max' });

/** What the log alone says: the model that the state is held against. */
type Told = {
  driver: Driver;
  progress: Progress;
  owner: string | null;
  epoch: number;
  resolvedAt: number | null;
  closedAt: number | null;
  unread: boolean;
  /** Visitor messages that neither the agent nor a person has answered in this episode. */
  readonly unanswered: Set<number>;
};

type History = {
  state: Conversation;
  at: number;
  readonly told: Told;
  readonly events: ConversationEvent[];
  readonly messages: NewMessage[];
  /** Every turn that there ever was, with the epoch that it began in. */
  readonly turns: Map<string, number>;
};

const MINUTE_MS = 60_000;
const IDLE = { state: 'active', autoCloseHours: 24, queueNoticeMinutes: 5, handBackAfterMinutes: 30 } as const;

function begin(): History {
  const start = { workspaceId: 'w', agentId: 'a', id: 'c', ord: 1, source: 'api', url: null, metadata: {} } as const;
  const welcome = [{ id: 'welcome', text: 'Hello' }];
  const turn = { id: 'turn-0', node: 'n', origin: 'request' } as const;
  const begun = startConversation({ ...start, welcome }, aReceivingAgent(), aVisitorMessage(), turn, new Date(0));
  const told: Told = {
    driver: 'ai',
    progress: 'open',
    owner: null,
    epoch: 1,
    resolvedAt: null,
    closedAt: null,
    unread: true,
    unanswered: new Set([2]),
  };
  const turns = new Map([['turn-0', 1]]);
  return { state: begun.next, at: 0, told, events: [...begun.events], messages: [...begun.messages], turns };
}

function decideStep({ state, messages, turns, at }: History, step: Step, number: number): Decision | null {
  const turn = { id: `turn-${number}`, node: 'n', origin: 'request' } as const;
  const now = new Date(at);
  const { by } = step;
  switch (step.type) {
    case 'receive': {
      const agent = aReceivingAgent({ state: step.state, peopleKeepConversations: step.keeps });
      const message = aVisitorMessage({ wantsPerson: step.wantsPerson });
      // Of the widget, or with a caller who waits.
      const asked = step.waits ? ({ ...turn, origin: 'queue', quietMs: 1_000 } as const) : turn;
      return receiveMessage(state, agent, message, asked, now);
    }
    case 'conclude':
      return concludeTurn(state, turnOf(turns, state, step), aReply({ handsOff: step.handsOff }), now);
    case 'end':
      return endTurn(state, turnOf(turns, state, step), 'failed');
    case 'queue': {
      const asked = messages.filter(({ author }) => author === 'visitor').map(({ ord }) => ord);
      return queueTurn(state, { ...turn, ord: pickOf(asked, step) });
    }
    case 'idle':
      return applyIdleRules(state, IDLE, turn, now);
    case 'take over':
      return takeOver(state, by, now);
    case 'hand back':
      return handBack(state, IDLE, turn, by, now);
    case 'reopen with me':
      return reopenWithMe(state, by, now);
    case 'reopen with agent':
      return reopenWithAgent(state, IDLE, by, now);
    case 'request person':
      return requestPerson(state, { type: 'visitor' }, now);
    case 'reply':
      return replyAsPerson(state, { id: 'said', content: 'Hi', attachments: [], mode: step.mode }, by, now);
    case 'read':
      return markRead(state, step.unread, by);
    case 'patch':
      return updateByPerson(state, { status: step.status, assignedTo: step.assignedTo }, by, now);
  }
}

/** Mostly the one in turn; else any, however long ago its place was taken. */
function turnOf(turns: History['turns'], state: Conversation, step: Step): string {
  const [head] = state.turns;
  return head && step.pick < 6 ? head.id : pickOf([...turns.keys()], step);
}

/** Counted from the end: what is recent is chosen more often than what is long past. */
function pickOf<T>(from: readonly T[], { pick }: Step): T {
  const [first] = from;
  if (first === undefined) throw new Error('there is always one');
  return from.at(-1 - pick) ?? first;
}

function play(all: Steps, check: (before: History, decision: Decision, step: Step) => void = () => {}): History {
  const history = begin();
  for (const [number, step] of all.entries()) {
    history.at += step.afterMinutes * MINUTE_MS;
    const before = { ...history, told: { ...history.told, unanswered: new Set(history.told.unanswered) } };
    const decision = attempt(history, step, number + 1);
    if (!decision) continue;
    check(before, decision, step);
    history.state = decision.next;
    for (const turn of decision.next.turns) {
      if (!history.turns.has(turn.id)) history.turns.set(turn.id, decision.next.epoch);
    }
    history.events.push(...decision.events);
    history.messages.push(...decision.messages);
    for (const event of decision.events) tell(history, event, decision.messages);
  }
  return history;
}

/** A refusal says what it is; it leaves the state as it was, which is frozen: changing it would throw another error. */
function attempt(history: History, step: Step, number: number): Decision | null {
  const { state } = history;
  for (const part of [state, state.visitor, state.turns, state.languages]) Object.freeze(part);
  try {
    return decideStep(history, step, number);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    expect(['bad_request', 'conflict']).toContain(error.code);
    return null;
  }
}

function tell({ told, at }: History, event: ConversationEvent, messages: readonly NewMessage[]): void {
  if (event.type === 'conversation.read' || event.type === 'conversation.marked_unread') {
    told.unread = event.type === 'conversation.marked_unread';
  }
  if (event.type === 'message.received') {
    told.unanswered.add(event.data.ord);
    told.unread = true;
  }
  if (event.type === 'message.sent') {
    const { ord, answers } = event.data;
    const isPerson = messages.some((message) => message.ord === ord && message.author === 'human_operator');
    if (isPerson) told.unread = false;
    for (const asked of told.unanswered) if (isPerson || asked <= (answers ?? 0)) told.unanswered.delete(asked);
  }
  if (event.type === 'conversation.updated') tellUpdate(told, event.data, at);
}

function tellUpdate(
  told: Told,
  data: Extract<ConversationEvent, { type: 'conversation.updated' }>['data'],
  at: number,
) {
  const { driver, progress, assignedTo } = data;
  if (driver || progress) told.epoch += 1;
  told.driver = driver?.to ?? told.driver;
  told.owner = assignedTo ? assignedTo.to : told.owner;
  if (!progress) return;
  told.progress = progress.to;
  if (progress.to === 'open') Object.assign(told, { resolvedAt: null, closedAt: null });
  if (progress.to === 'resolved') Object.assign(told, { resolvedAt: at, closedAt: null });
  if (progress.to === 'closed') told.closedAt ??= at;
  // The agent begins a new episode: what was left unanswered in the one that ended is past.
  if (progress.to === 'open' && told.driver === 'ai') told.unanswered.clear();
}

type Check = Parameters<typeof play>[1];
const holds = (check: (history: History) => void, each?: Check) =>
  fc.assert(
    fc.property(steps, (all) => check(play(all, each))),
    { numRuns: 250 },
  );

const sent = ({ events }: History) => events.flatMap((event) => (event.type === 'message.sent' ? [event.data] : []));

it('I2: messages have ord 1…n and events count seq, whatever happens in whatever order', () => {
  holds(
    ({ state, messages, events }) => {
      expect(messages.map(({ ord }) => ord)).toEqual(messages.map((_, at) => at + 1));
      expect(state.messageCount).toBe(messages.length);
      expect(state.seq).toBe(events.length);
      const named = events.flatMap(({ data }) => ('ord' in data && !('turnId' in data) ? [data.ord] : []));
      expect(named).toEqual(messages.map(({ ord }) => ord));
    },
    ({ state }, { next, events }) => {
      expect(events.length).toBeGreaterThan(0);
      expect(next.seq).toBe(state.seq + events.length);
    },
  );
});

it('I3: a visitor message is answered at most once, and answers come in its order', () => {
  holds((history) => {
    const answers = sent(history).flatMap((data) => data.answers ?? []);
    expect(answers).toEqual([...new Set(answers)].toSorted((a, b) => a - b));
    for (const { ord, answers: answered = 0 } of sent(history)) expect(ord).toBeGreaterThan(answered);
    expect(history.state.answeredOrd).toBeGreaterThanOrEqual(Math.max(1, ...answers));
  });
});

it('I4: the agent speaks only where it drives an open conversation, in the epoch that its turn began in', () => {
  let spoken = 0;
  let late = 0;
  holds(
    () => {},
    ({ told, turns, state }, { messages }, step) => {
      if (!messages.some(({ author }) => author === 'ai_assistant')) return;
      spoken += 1;
      late += [...turns.values()].some((epoch) => epoch < state.epoch) ? 1 : 0;
      expect([told.driver, told.progress, step.type]).toEqual(['ai', 'open', 'conclude']);
      expect(turns.get(state.turns[0]?.id ?? '')).toBe(state.epoch);
    },
  );
  // What never happens proves nothing.
  expect(Math.min(spoken, late)).toBeGreaterThan(20);
});

it('I6: the log alone tells who drives, how far it has come, whose it is, its stamps and whether it is unread', () => {
  holds(({ state, told }) => {
    const { driver, progress, owner, epoch, unread } = told;
    expect(state).toMatchObject({ driver, progress, assignedTo: owner, epoch, unread });
    const instant = (at: number | null) => (at === null ? null : new Date(at));
    expect([state.resolvedAt, state.closedAt]).toEqual([instant(told.resolvedAt), instant(told.closedAt)]);
  });
});

it('the epoch rises by one with each change of driver or progress, and with nothing else', () => {
  holds(
    () => {},
    ({ state }, { next }) => {
      const moved = next.driver !== state.driver || next.progress !== state.progress;
      expect(next.epoch).toBe(state.epoch + (moved ? 1 : 0));
    },
  );
});

it('what the visitor wrote to people gets exactly one turn when the agent gets it back', () => {
  let given = 0;
  holds(
    () => {},
    ({ told, state }, { next }) => {
      const isHandedBack = state.progress === 'open' && state.driver !== 'ai' && next.driver === 'ai';
      if (!isHandedBack) return;
      given += next.turns.length;
      expect(next.turns.map(({ ord }) => ord)).toEqual(
        told.unanswered.size === 0 ? [] : [Math.max(...told.unanswered)],
      );
      expect(next.assignedTo).toBeNull();
    },
  );
  expect(given).toBeGreaterThan(20);
});

it('a message that came is answered, has a turn, or was left to people; and at most three turns give way in a row', () => {
  let replaced = 0;
  holds(
    () => {},
    ({ state }, { next, events }, step) => {
      if (step.type !== 'receive' || next.driver !== 'ai') return;
      const gone = events.filter(({ type }) => type === 'turn.ended').length;
      if (next.epoch === state.epoch) {
        replaced += gone;
        expect(gone).toBeLessThanOrEqual(step.waits ? 1 : 0);
        expect(next.turns.length).toBe(state.turns.length - gone + 1);
      }
      expect(next.turns.at(-1)?.ord).toBe(next.lastVisitorOrd);
      for (const turn of next.turns) expect(turn.replaced ?? 0).toBeLessThanOrEqual(3);
    },
  );
  // The walks have come there at all: how often is left to chance.
  expect(replaced).toBeGreaterThan(0);
});

it('a turn waits only where the agent drives, and each ends in the log', () => {
  holds(({ state, events }) => {
    if (state.driver !== 'ai' || state.progress !== 'open') expect(state.turns).toEqual([]);
    if (state.progress !== 'open') expect(state.silentSince).toBeNull();
    const ended = events.flatMap((event) => (event.type === 'turn.ended' ? [event.data.turnId] : []));
    expect(ended).toEqual([...new Set(ended)]);
    for (const { id } of state.turns) expect(ended).not.toContain(id);
  });
});
