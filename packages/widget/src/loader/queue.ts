/** One call, as it was made. */
export type QueuedCall = readonly [command: unknown, ...args: unknown[]];

type Queue = { (...call: unknown[]): void; q?: unknown; isParley?: true };

/** Our own name, and the one that sites which come from elsewhere use. */
const NAMES = ['parley', '_quickchat'] as const;

/** Whether another copy of us is on the page already. */
export function isInstalled(scope: object): boolean {
  const present: unknown = Reflect.get(scope, 'parley');
  return typeof present === 'function' && 'isParley' in present;
}

/**
 * Puts the command function in place of the page's snippets, and gives the calls that these have kept, in order. An
 * element of the page that is called `parley` is no snippet.
 */
export function install(scope: object, perform: (call: QueuedCall) => void): QueuedCall[] {
  const kept: QueuedCall[] = [];
  const queue: Queue = (...call) => perform(call as unknown as QueuedCall);
  queue.isParley = true;
  for (const name of NAMES) {
    const snippet: unknown = Reflect.get(scope, name);
    const calls = typeof snippet === 'function' ? (snippet as Queue).q : null;
    if (Array.isArray(calls)) {
      for (const call of calls) kept.push(Array.from(call as ArrayLike<unknown>) as unknown as QueuedCall);
    }
    // Assigned: a page that declares the snippet as a function has made a property that cannot be defined anew.
    Reflect.set(scope, name, queue);
  }
  return kept;
}
