/** What is asked for under a group: those who ask for one key together share one answer. */
export type Gathered<Key extends string, Ask, Answer> = (
  group: string,
  asked: ReadonlyMap<Key, Ask>,
) => Promise<ReadonlyMap<Key, Answer>>;

type Round<Key, Ask, Answer> = { readonly asked: Map<Key, Ask>; readonly done: Promise<ReadonlyMap<Key, Answer>> };

export type Gathering = {
  /** Rounds of one group begin at most this often. */
  readonly everyMs: number;
  /** A group rests this many times as long as its last round took, if that is longer. */
  readonly restFactor: number;
  readonly nowMs: () => number;
};

/**
 * Answers together what is asked for within a while, group by group. An answer is never older than its question: who asks
 * while a round runs is in the next one. At once where nobody asked lately; when a round fails, all who are in it learn why.
 */
export function gathered<Key extends string, Ask, Answer>(
  { everyMs, restFactor, nowMs }: Gathering,
  run: Gathered<Key, Ask, Answer>,
): Gathered<Key, Ask, Answer> {
  /** When the next round of a group may begin. */
  const restsUntilMs = new Map<string, number>();
  const running = new Map<string, Promise<unknown>>();
  const waiting = new Map<string, Round<Key, Ask, Answer>>();

  async function nextRound(group: string, asked: ReadonlyMap<Key, Ask>): Promise<ReadonlyMap<Key, Answer>> {
    await running.get(group)?.catch(() => {});
    const restMs = (restsUntilMs.get(group) ?? 0) - nowMs();
    if (restMs > 0) await new Promise((resolve) => setTimeout(resolve, restMs));
    waiting.delete(group);
    const begunMs = nowMs();
    const round = run(group, asked);
    running.set(group, round);
    try {
      return await round;
    } finally {
      const tookMs = nowMs() - begunMs;
      restsUntilMs.set(group, Math.max(begunMs + everyMs, nowMs() + tookMs * restFactor));
      if (running.get(group) === round) running.delete(group);
      forget();
    }
  }
  /** Groups that nobody asks for any more. */
  function forget(): void {
    for (const [group, untilMs] of restsUntilMs) {
      if (untilMs < nowMs() && !waiting.has(group) && !running.has(group)) restsUntilMs.delete(group);
    }
  }
  return async (group, asked) => {
    const round = waiting.get(group) ?? open(group);
    for (const [key, ask] of asked) round.asked.set(key, ask);
    return round.done;
  };
  function open(group: string): Round<Key, Ask, Answer> {
    const asked = new Map<Key, Ask>();
    const round = { asked, done: nextRound(group, asked) };
    waiting.set(group, round);
    return round;
  }
}
