import type { Redis } from 'ioredis';

/** A fleeting message: JSON, of no consequence when it is lost. */
export type Signal = { readonly [key: string]: unknown };

/**
 * Signals between all nodes of the installation, by channel: through Redis where there is one, else within this process.
 * Nothing is stored, and nothing is promised to arrive: whoever waits for news also looks by itself.
 */
export interface SignalBus {
  publish(channel: string, signal: Signal): void;
  /** Hears what is published on a channel from now on, by this process too; call what it gives to stop. */
  subscribe(channel: string, hear: (signal: Signal) => void): () => void;
  close(): Promise<void>;
}

const PREFIX = 'parley:signal:';

/** `redis` is the connection to publish on; a second one is opened to hear. */
export function createSignalBus(nodeId: string, redis?: Redis): SignalBus {
  const listeners = new Map<string, Set<(signal: Signal) => void>>();
  const hearing = redis?.duplicate();
  hearing?.on('error', () => {});
  const deliver = (channel: string, signal: Signal): void => {
    for (const hear of [...(listeners.get(channel) ?? [])]) hear(signal);
  };
  hearing?.on('message', (name: string, text: string) => {
    const { from, signal } = JSON.parse(text) as { from: string; signal: Signal };
    // Our own was delivered when it was published.
    if (from !== nodeId) deliver(name.slice(PREFIX.length), signal);
  });
  const ignore = (): void => {};
  return {
    publish(channel, signal) {
      deliver(channel, signal);
      redis?.publish(PREFIX + channel, JSON.stringify({ from: nodeId, signal })).catch(ignore);
    },
    subscribe(channel, hear) {
      const others = listeners.get(channel) ?? new Set();
      if (others.size === 0) hearing?.subscribe(PREFIX + channel).catch(ignore);
      listeners.set(channel, others.add(hear));
      return () => {
        others.delete(hear);
        if (others.size > 0 || listeners.get(channel) !== others) return;
        listeners.delete(channel);
        hearing?.unsubscribe(PREFIX + channel).catch(ignore);
      };
    },
    async close() {
      hearing?.disconnect();
    },
  };
}
