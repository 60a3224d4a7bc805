/** Beyond so many names the oldest are forgotten: at worst something is told once more. */
const REMEMBERED = 10_000;

/** Tells whether a name was not given within the last `withinMs`, by the clock of `nowMs`. */
export function coalescing(withinMs: number, nowMs: () => number): (name: string) => boolean {
  const toldMs = new Map<string, number>();
  return (name) => {
    const before = toldMs.get(name) ?? Number.NEGATIVE_INFINITY;
    if (nowMs() - before < withinMs) return false;
    toldMs.delete(name);
    toldMs.set(name, nowMs());
    const [oldest] = toldMs.keys();
    if (toldMs.size > REMEMBERED && oldest !== undefined) toldMs.delete(oldest);
    return true;
  };
}
