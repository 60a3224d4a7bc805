import type { Redis } from 'ioredis';
import type { SignalBus } from './signal-bus.ts';

/** Whoever is there says so at least twice in this time. */
export const PRESENT_MS = 30_000;

/**
 * Which visitors look at their conversation just now, on any node: in Redis where there is one, else as far as this
 * process knows.
 */
export function createPresence(
  bus: SignalBus,
  redis?: Redis,
  now: () => number = Date.now,
): { seen(conversationId: string): void; isPresent(conversationId: string): Promise<boolean> } {
  const seenAt = new Map<string, number>();
  const keyOf = (conversationId: string) => `parley:present:${conversationId}`;
  return {
    seen(conversationId) {
      const wasThere = (seenAt.get(conversationId) ?? 0) + PRESENT_MS > now();
      seenAt.delete(conversationId);
      seenAt.set(conversationId, now());
      forgetOld(seenAt, now() - PRESENT_MS);
      redis?.set(keyOf(conversationId), '1', 'PX', PRESENT_MS).catch(() => {});
      if (!wasThere) bus.publish(`conversation:${conversationId}`, { type: 'presence', present: true });
    },
    async isPresent(conversationId) {
      if ((seenAt.get(conversationId) ?? 0) + PRESENT_MS > now()) return true;
      // Redis may be away: then nobody is known to be there, and a mail too many is better than none.
      return (await redis?.exists(keyOf(conversationId)).catch(() => 0)) === 1;
    },
  };
}

/** Entries are in the order of their times. */
function forgetOld(seenAt: Map<string, number>, before: number): void {
  for (const [id, at] of seenAt) {
    if (at >= before) return;
    seenAt.delete(id);
  }
}
