import type { VisitorStorage, VisitorTabs } from './ports.ts';

/** A storage that lives as long as it is held: for platforms without one, and for tests. */
export function memoryStorage(): VisitorStorage {
  const items = new Map<string, string>();
  return {
    get length() {
      return items.size;
    },
    key: (index) => [...items.keys()][index] ?? null,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
}

type Waiter = { readonly run: () => void };
type Holder = { readonly lose: () => void };

/** What tabs of one browser have in common, for clients of one program: give the same to each. */
export function memoryTabs(): Required<VisitorTabs> {
  const held = new Map<string, Holder>();
  const queues = new Map<string, Waiter[]>();
  const channels = new Map<string, Set<(news: unknown) => void>>();
  const next = (name: string): void => {
    if (!held.has(name)) queues.get(name)?.shift()?.run();
  };
  return {
    lock: (name, task, { signal, steals } = {}) =>
      new Promise((resolve, reject) => {
        const run = (): void => {
          signal?.removeEventListener('abort', leave);
          const holder: Holder = { lose: () => reject(new Error('The lock was stolen.')) };
          held.set(name, holder);
          const release = (): void => {
            if (held.get(name) !== holder) return;
            held.delete(name);
            next(name);
          };
          task().then(resolve, reject).finally(release);
        };
        const waiter: Waiter = { run };
        const queue = queues.get(name) ?? [];
        queues.set(name, queue);
        const leave = (): void => {
          const index = queue.indexOf(waiter);
          if (index >= 0) queue.splice(index, 1);
          reject(new Error('The wait was ended.'));
        };
        if (signal?.aborted) return leave();
        if (steals) {
          held.get(name)?.lose();
          return run();
        }
        queue.push(waiter);
        signal?.addEventListener('abort', leave, { once: true });
        next(name);
      }),
    open(name, hear) {
      const hearers = channels.get(name) ?? new Set();
      channels.set(name, hearers.add(hear));
      return {
        post(news) {
          const text = JSON.stringify(news);
          for (const hearer of hearers) {
            if (hearer !== hear) queueMicrotask(() => hearers.has(hearer) && hearer(JSON.parse(text)));
          }
        },
        close: () => void hearers.delete(hear),
      };
    },
  };
}
