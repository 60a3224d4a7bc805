/** Where a warning leads its reader. */
const GUIDE = '/docs/embed';

// No `Set`, no `Map` in the loader and the launcher: pages declare their own.
const told: Record<string, true> = Object.create(null);
let guide = '';

/** From now on warnings lead to the documents of this installation. */
export function setGuide(host: string): void {
  guide = host + GUIDE;
}

/** Tells the developer of the page, once of each kind; never throws. */
export function warnOnce(kind: string, text: string): void {
  if (told[kind]) return;
  told[kind] = true;
  try {
    console.warn(`Parley: ${text}${guide ? ` See ${guide}` : ''}`);
  } catch {
    // A page may have taken the console away.
  }
}

/** Runs what must not disturb the page: a fault of ours is told and goes no further. */
export function quietly(work: () => unknown): void {
  try {
    const result = work();
    // Not `instanceof`: a page may have a Promise of its own, which those of functions are not.
    if (isPromise(result)) result.then(undefined, tellFault);
  } catch (error) {
    tellFault(error);
  }
}

const isPromise = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';

function tellFault(error: unknown): void {
  const text = error instanceof Error ? error.message : String(error);
  warnOnce(`fault ${text}`, `something went wrong in the widget: ${text}.`);
}
