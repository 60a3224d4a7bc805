import { type ConversationEvent, DRIVERS, type Driver, PROGRESSES, type Progress } from '@parley/protocol';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { aReceivingAgent, aReply, aVisitorMessage, LATER } from '../../../test/support/a-conversation.ts';
import { concludeTurn, endTurn, queueTurn } from '../turn/conclude-turn.ts';
import { decide, draftOf } from './append.ts';
import { changeState } from './change-state.ts';
import type { Conversation, Decision, NewMessage } from './conversation.ts';
import { receiveMessage, startConversation } from './receive-message.ts';

/** What happens to a conversation; `pick` chooses among its turns or messages. */
type Step =
  | { readonly type: 'receive'; readonly keeps: boolean; readonly state: 'active' | 'paused' }
  | { readonly type: 'conclude'; readonly pick: number; readonly handsOff: boolean }
  | { readonly type: 'end'; readonly pick: number }
  | { readonly type: 'queue'; readonly pick: number }
  | { readonly type: 'change'; readonly driver: Driver; readonly progress: Progress };

const pick = fc.nat({ max: 5 });
const steps = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ type: fc.constant('receive'), keeps: fc.boolean(), state: rarely('paused') }) },
    { weight: 4, arbitrary: fc.record({ type: fc.constant('conclude'), pick, handsOff: rarely(true) }) },
    { weight: 1, arbitrary: fc.record({ type: fc.constant('end'), pick }) },
    { weight: 2, arbitrary: fc.record({ type: fc.constant('queue'), pick }) },
    {
      weight: 1,
      arbitrary: fc.record({
        type: fc.constant('change'),
        driver: fc.constantFrom(...DRIVERS),
        progress: fc.constantFrom(...PROGRESSES),
      }),
    },
  ),
  { maxLength: 40 },
) as fc.Arbitrary<Step[]>;

function rarely(value: 'paused' | true): fc.Arbitrary<unknown> {
  const often = value === true ? false : 'active';
  return fc.oneof({ weight: 8, arbitrary: fc.constant(often) }, { weight: 1, arbitrary: fc.constant(value) });
}

type History = { state: Conversation; readonly events: ConversationEvent[]; readonly messages: NewMessage[] };

function begin(): History {
  const start = { workspaceId: 'w', agentId: 'a', id: 'c', ord: 1, source: 'api', url: null, metadata: {} } as const;
  const welcome = [{ id: 'welcome', text: 'Hello' }];
  const turn = { id: 'turn-0', node: 'n', origin: 'request' } as const;
  const begun = startConversation({ ...start, welcome }, aReceivingAgent(), aVisitorMessage(), turn, LATER);
  return { state: begun.next, events: [...begun.events], messages: [...begun.messages] };
}

function decideStep({ state, messages }: History, step: Step, at: number): Decision | null {
  const turn = { id: `turn-${at}`, node: 'n', origin: 'request' } as const;
  const chosen = 'pick' in step ? state.turns[step.pick % Math.max(1, state.turns.length)]?.id : undefined;
  switch (step.type) {
    case 'receive': {
      const agent = aReceivingAgent({ state: step.state, peopleKeepConversations: step.keeps });
      return receiveMessage(state, agent, aVisitorMessage(), turn, LATER);
    }
    case 'conclude':
      return concludeTurn(state, chosen ?? 'none', aReply({ handsOff: step.handsOff }), LATER);
    case 'end':
      return endTurn(state, chosen ?? 'none', 'failed');
    case 'queue': {
      const asked = messages.filter(({ author }) => author === 'visitor').map(({ ord }) => ord);
      return queueTurn(state, { ...turn, ord: asked.at(-1 - (step.pick % asked.length)) ?? 2 });
    }
    case 'change': {
      const draft = draftOf(state);
      changeState(draft, { driver: step.driver, progress: step.progress }, LATER, { type: 'system' });
      return decide(draft);
    }
  }
}

function play(all: readonly Step[]): History {
  const history = begin();
  for (const [at, step] of all.entries()) {
    const decision = decideStep(history, step, at + 1);
    if (!decision) continue;
    expect(decision.next.seq).toBe(history.state.seq + decision.events.length);
    history.state = decision.next;
    history.events.push(...decision.events);
    history.messages.push(...decision.messages);
  }
  return history;
}

const holds = (check: (history: History) => void) =>
  fc.assert(
    fc.property(steps, (all) => check(play(all))),
    { numRuns: 500 },
  );

const sent = ({ events }: History) => events.flatMap((event) => (event.type === 'message.sent' ? [event.data] : []));

it('I2: messages have ord 1…n and events count seq, whatever happens in whatever order', () => {
  holds(({ state, messages, events }) => {
    expect(messages.map(({ ord }) => ord)).toEqual(messages.map((_, at) => at + 1));
    expect(state.messageCount).toBe(messages.length);
    expect(state.seq).toBe(events.length);
    const named = events.flatMap(({ data }) => ('ord' in data && !('turnId' in data) ? [data.ord] : []));
    expect(named).toEqual(messages.map(({ ord }) => ord));
  });
});

it('I3: a visitor message is answered at most once, and answers come in its order', () => {
  holds((history) => {
    const answers = sent(history).flatMap((data) => data.answers ?? []);
    expect(answers).toEqual([...new Set(answers)].toSorted((a, b) => a - b));
    for (const { ord, answers: answered = 0 } of sent(history)) expect(ord).toBeGreaterThan(answered);
    expect(history.state.answeredOrd).toBeGreaterThanOrEqual(Math.max(1, ...answers));
  });
});

it('I4: no message of the agent follows the event that took the conversation from it', () => {
  holds(({ events }) => {
    let driver = 'ai';
    let progress = 'open';
    for (const event of events) {
      if (event.type === 'conversation.updated') {
        driver = event.data.driver?.to ?? driver;
        progress = event.data.progress?.to ?? progress;
      }
      if (event.type === 'message.sent') expect([driver, progress]).toEqual(['ai', 'open']);
    }
  });
});

it('a turn waits only where the agent drives, and each ends in the log', () => {
  holds(({ state, events }) => {
    if (state.driver !== 'ai' || state.progress !== 'open') expect(state.turns).toEqual([]);
    const ended = events.flatMap((event) => (event.type === 'turn.ended' ? [event.data.turnId] : []));
    expect(ended).toEqual([...new Set(ended)]);
    for (const { id } of state.turns) expect(ended).not.toContain(id);
  });
});
