import type { Actor, FeedbackRating, RatingQuestion, Source } from '@parley/protocol';
import { expect } from 'vitest';
import { countForAnalytics } from '../../src/commands/count-for-analytics.ts';
import { appendEvents, appendMessage, type Draft, decide, draftOf } from '../../src/domain/conversation/append.ts';
import { changeState, type StateChange } from '../../src/domain/conversation/change-state.ts';
import { receiveMessage } from '../../src/domain/conversation/receive-message.ts';
import { systemIds } from '../../src/runtime/ids.ts';
import { saveConversation } from '../../src/store/conversations/save-conversation.ts';
import type { TestApp } from './app.ts';
import { storeConversation } from './stored-conversation.ts';

export const VISITOR: Actor = { type: 'visitor' };
export const SYSTEM: Actor = { type: 'system' };
export const KIM: Actor = { type: 'operator', id: '0198c0de-0000-7000-8000-00000000aaaa' };

export type StoryStart = {
  readonly at: string;
  readonly source?: Source;
  readonly agentId?: string;
  readonly language?: string;
};

/** Tells a conversation of the past, step by step, by the rules of the domain: each step is at an instant of its own. */
export async function beginStory(app: TestApp, { at, source = 'widget', agentId, language = 'en' }: StoryStart) {
  const { named } = app.database;
  let state = await storeConversation(app, {
    lastMessageAt: new Date(at),
    createdAt: new Date(at),
    source,
    mostFrequentLanguage: language,
    ...(agentId ? { agentId } : {}),
  });
  const save = async (when: string, tell: (draft: Draft, at: Date) => void): Promise<void> => {
    const draft = draftOf(state);
    tell(draft, new Date(when));
    const decision = decide(draft);
    expect(await saveConversation(named, state, decision, new Date(when))).toBe(true);
    state = decision.next;
  };
  return {
    id: state.id,
    /** The visitor writes; what had ended begins again. */
    async asks(when: string) {
      const agent = { state: 'active', peopleEnabled: true, peopleKeepConversations: false } as const;
      const message = { id: systemIds.uuid(), text: 'And now?', clientMetadata: null, language: null, visitor: {} };
      const turn = { id: systemIds.uuid(), node: systemIds.uuid(), origin: 'request' } as const;
      const received = receiveMessage(state, agent, message, turn, new Date(when));
      // A turn of a node that is not there would be ended by whoever recovers those.
      const next = { ...received.next, turns: [] };
      expect(await saveConversation(named, state, { ...received, next }, new Date(when))).toBe(true);
      state = next;
    },
    answers: (when: string, kind: 'answer' | 'unknown' | 'smalltalk' | 'handoff' = 'answer') =>
      save(when, (draft, time) => {
        const message = {
          id: systemIds.uuid(),
          author: 'ai_assistant',
          content: 'So it is.',
          insights: { kind },
        } as const;
        appendMessage(draft, message, time, { answers: draft.state.lastVisitorOrd });
      }),
    personSays: (when: string) =>
      save(when, (draft, time) => {
        const message = { id: systemIds.uuid(), author: 'human_operator', content: 'I look into it.' } as const;
        appendMessage(draft, message, time, { by: KIM });
      }),
    changes: (when: string, change: StateChange, by: Actor) =>
      save(when, (draft, time) => changeState(draft, change, time, by)),
    rates: (when: string, answers: { readonly [question in RatingQuestion]?: FeedbackRating }) =>
      save(when, (draft) =>
        appendEvents(draft, { type: 'conversation.rated', data: { rating: { answers, comment: null } } }),
      ),
    ratesMessage: (when: string, ord: number, rating: FeedbackRating | null) =>
      save(when, (draft) => {
        const feedback = rating && { rating, comment: null };
        appendEvents(draft, { type: 'message.rated', data: { ord, feedback } });
      }),
  };
}

export type Story = Awaited<ReturnType<typeof beginStory>>;

/** Counts the log for analytics to its end: on a busy PostgreSQL others hold it back at times. */
export async function countAll({ parley, database }: TestApp, maxEvents = 1_000): Promise<void> {
  const isDone = async () => {
    while ((await countForAnalytics(parley.deps, { maxEvents })) > 0);
    const { rows } = await database.executeSql(
      `select count(*)::int as unread from events e left join log_cursors c on c.name = 'analytics'
       where c.name is null or (e.xid, e.id) > (c.xid, c.id)`,
    );
    return (rows[0] as { unread: number }).unread;
  };
  await expect.poll(isDone, { timeout: 30_000 }).toBe(0);
}
