import type { LiveEvent } from '@parley/protocol/api';
import type { InboxClient, LiveNews } from '@parley/sdk';
import { catchUp } from './catch-up.ts';

type LateJoinInput = {
  readonly client: Pick<InboxClient, 'call'>;
  /** Up to where everything was told when it joins; '' where that is not known. */
  readonly place: () => string;
  readonly signal: AbortSignal;
  readonly tell: (news: LiveNews) => void;
  /** What was missed cannot be read piece by piece. */
  readonly lose: () => void;
};

/** A tab that comes to others which follow the log already: what it has missed comes first, and each event once. */
export function createLateJoin({ client, place, signal, tell, lose }: LateJoinInput) {
  const waiting: LiveNews[] = [];
  const read = new Set<string>();
  let reading: Promise<void> | null = null;
  let isThrough = false;
  const pass = (news: LiveNews): void => {
    // The leader may be behind what was read.
    if (news.kind === 'event' && read.delete(nameOf(news.event))) return;
    tell(news);
  };
  const take = (events: readonly LiveEvent[], upTo: string): void => {
    for (const event of events) {
      read.add(nameOf(event));
      tell({ kind: 'event', id: upTo, event });
    }
  };
  const join = async (): Promise<void> => {
    const after = place();
    const isWhole = after !== '' && (await catchUp({ client, after, signal, take }));
    if (signal.aborted) return;
    if (!isWhole) lose();
    isThrough = true;
    for (const news of waiting.splice(0)) pass(news);
  };
  return {
    /** Somebody leads: reads what they have told before. */
    begin(): void {
      reading ??= join();
    },
    /** What the leader tells. */
    hear(news: LiveNews): void {
      if (isThrough) pass(news);
      else waiting.push(news);
    },
    /** Until what was missed is read, if that has begun. */
    settled: (): Promise<void> => reading ?? Promise.resolve(),
  };
}

const nameOf = ({ conversation_id: id, seq }: LiveEvent): string => `${id} ${seq}`;
