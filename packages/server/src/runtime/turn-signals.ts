/**
 * Signals between the requests of this process that work on one conversation, with what it has become; `onMoved` hears
 * of every one of them.
 */
export function createTurnSignals<State>(onMoved: () => void = () => {}): {
  wait(conversationId: string, ms: number): Promise<State | null>;
  moved(conversationId: string, state: State): void;
} {
  const waiting = new Map<string, Set<(state: State | null) => void>>();
  return {
    wait(conversationId, ms) {
      return new Promise((resolve) => {
        const done = (state: State | null) => {
          clearTimeout(timer);
          const others = waiting.get(conversationId);
          others?.delete(done);
          if (others?.size === 0) waiting.delete(conversationId);
          resolve(state);
        };
        const timer = setTimeout(done, ms, null);
        const others = waiting.get(conversationId) ?? new Set();
        others.add(done);
        waiting.set(conversationId, others);
      });
    },
    moved(conversationId, state) {
      onMoved();
      for (const wake of [...(waiting.get(conversationId) ?? [])]) wake(state);
    },
  };
}
