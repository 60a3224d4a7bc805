import type { Actor, Author, ConversationEvent, Driver, FeedbackRating, FieldChange, Progress } from '@parley/protocol';

/** How a case has ended: resolved by somebody or as nothing followed, or put away. */
export type CaseOutcome = 'confirmed' | 'assumed' | 'archived';

/** From the first message, or the one that began it anew, to the end of a conversation. */
export type Case = {
  /** 1…n in its conversation. */
  readonly number: number;
  readonly begunAt: Date;
  /** When a person was first asked for. */
  readonly handedOffAt: Date | null;
  /** When a person first wrote after that. */
  readonly humanRepliedAt: Date | null;
  readonly endedAt: Date | null;
  /** Null while it is open. */
  readonly outcome: CaseOutcome | null;
};

/** One event of a conversation's log, with what is known of the message that it names. */
export type CountedEvent = {
  readonly event: ConversationEvent;
  readonly at: Date;
  readonly message: { readonly author: Author; readonly isWelcome: boolean; readonly kind: string | null } | null;
};

export type CountedMessage = { readonly at: Date; readonly author: Author; readonly kind: string };

export type JudgedQuestion = 'helpful' | 'experience' | 'message';
/** What a visitor thinks from now on; null takes it back. `ord` 0 is the conversation. */
export type Judgement = {
  readonly ord: number;
  readonly question: JudgedQuestion;
  readonly rating: FeedbackRating | null;
  readonly at: Date;
};

/** What events add: cases that are new or became others, messages, and what visitors think. */
export type Counted = {
  readonly cases: readonly Case[];
  readonly messages: readonly CountedMessage[];
  readonly judgements: readonly Judgement[];
};

/** Who comes back sooner goes on with the same matter: that it was resolved was not so. */
const SAME_CASE_MS = 3 * 24 * 3_600_000;

/** Counts events of one conversation, in their order, from its latest case on; null where it has none yet. */
export function countEvents(latest: Case | null, events: readonly CountedEvent[]): Counted {
  const cases: Case[] = [];
  let current = latest;
  const put = (next: Case): void => {
    if (cases.at(-1)?.number === next.number) cases.pop();
    cases.push(next);
    current = next;
  };
  for (const counted of events) {
    const next = afterEvent(current ?? beginCase(0, counted.at), counted);
    if (next !== current) put(next);
  }
  return { cases, messages: events.flatMap(messageOf), judgements: events.flatMap(judgementsOf) };
}

const beginCase = (before: number, at: Date): Case => ({
  number: before + 1,
  begunAt: at,
  handedOffAt: null,
  humanRepliedAt: null,
  endedAt: null,
  outcome: null,
});

function afterEvent(state: Case, { event, at, message }: CountedEvent): Case {
  if (event.type === 'message.sent') {
    const isFirst = message?.author === 'human_operator' && state.handedOffAt !== null && state.humanRepliedAt === null;
    return isFirst ? { ...state, humanRepliedAt: at } : state;
  }
  if (event.type !== 'conversation.updated') return state;
  const { progress, driver, by } = event.data;
  const moved = progress ? afterProgress(state, progress, by, at) : state;
  return driver ? afterDriver(moved, driver, at) : moved;
}

function afterProgress(state: Case, { to }: FieldChange<Progress>, by: Actor | undefined, at: Date): Case {
  if (to === 'open') {
    const isLong = state.endedAt !== null && at.getTime() - state.endedAt.getTime() > SAME_CASE_MS;
    return isLong && by?.type === 'visitor' ? beginCase(state.number, at) : { ...state, endedAt: null, outcome: null };
  }
  const endedAt = state.endedAt ?? at;
  if (to === 'archived') return { ...state, endedAt, outcome: state.outcome ?? 'archived' };
  const isConfirmed = by !== undefined && by.type !== 'system' && by.type !== 'ai_assistant';
  // Whoever ends what was taken for ended says that it is.
  return { ...state, endedAt, outcome: isConfirmed || state.outcome === 'confirmed' ? 'confirmed' : 'assumed' };
}

function afterDriver(state: Case, { to }: FieldChange<Driver>, at: Date): Case {
  return to === 'queue' && state.handedOffAt === null ? { ...state, handedOffAt: at } : state;
}

/** Nobody wrote a welcome. */
function messageOf({ event, at, message }: CountedEvent): CountedMessage[] {
  if (!message || message.isWelcome) return [];
  if (event.type !== 'message.received' && event.type !== 'message.sent') return [];
  const { author, kind } = message;
  return [{ at, author, kind: author === 'ai_assistant' ? (kind ?? '') : '' }];
}

function judgementsOf({ event, at }: CountedEvent): Judgement[] {
  if (event.type === 'message.rated') {
    const { ord, feedback } = event.data;
    return [{ ord, question: 'message', rating: feedback?.rating ?? null, at }];
  }
  if (event.type !== 'conversation.rated') return [];
  const { HELPFUL_THUMBS: helpful = null, EXPERIENCE_THUMBS: experience = null } = event.data.rating.answers;
  return [
    { ord: 0, question: 'helpful', rating: helpful, at },
    { ord: 0, question: 'experience', rating: experience, at },
  ];
}
