type Globals = Readonly<Record<string, unknown>>;

/** What the chat is made of, beside what draws it. Pages declare `Map` for a map of streets, and mean no harm. */
const FUNCTIONS = ['AbortController', 'TextDecoder', 'ResizeObserver', 'requestAnimationFrame', 'queueMicrotask'];

const WORKS: Readonly<Record<string, () => boolean>> = {
  Map: () => new Map([['a', 1]]).get('a') === 1,
  Set: () => new Set(['a']).has('a'),
  'Object.entries': () => Object.entries({ a: 1 }).length === 1,
  // Each `addEventListener` with options would take it for what ends the listening.
  'Object.prototype.signal': () => !('signal' in {}),
};

/**
 * Names of what a page has taken away or replaced by something else, without which the chat would begin and then fail in
 * the middle, by errors in the page.
 */
export function missingGlobals(): string[] {
  const globals = window as unknown as Globals;
  return [
    ...FUNCTIONS.filter((name) => typeof globals[name] !== 'function'),
    ...Object.keys(WORKS).filter((name) => {
      try {
        return !WORKS[name]?.();
      } catch {
        return true;
      }
    }),
  ];
}
