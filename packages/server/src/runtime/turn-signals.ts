/** Signals between the requests of this process that work on one conversation; `onMoved` hears of every one of them. */
export function createTurnSignals(onMoved: () => void = () => {}): {
  wait(conversationId: string, ms: number): Promise<void>;
  moved(conversationId: string): void;
} {
  const waiting = new Map<string, Set<() => void>>();
  return {
    wait(conversationId, ms) {
      return new Promise((resolve) => {
        const done = () => {
          clearTimeout(timer);
          const others = waiting.get(conversationId);
          others?.delete(done);
          if (others?.size === 0) waiting.delete(conversationId);
          resolve();
        };
        const timer = setTimeout(done, ms);
        const others = waiting.get(conversationId) ?? new Set();
        others.add(done);
        waiting.set(conversationId, others);
      });
    },
    moved(conversationId) {
      onMoved();
      for (const wake of [...(waiting.get(conversationId) ?? [])]) wake();
    },
  };
}
