import type { VisitorLock } from './ports.ts';
import type { Core } from './visitor-core.ts';

/** The browser's locks; claims where it has none; and nothing where the tabs have nothing in common. */
export function lockOf(core: Core, given: VisitorLock | undefined): VisitorLock {
  if (given) return given;
  if (!core.shelf.isShared) return (_, task) => task();
  return async (name, task, options) => {
    const { LATE_PARTS } = await import('./late-parts.ts');
    return LATE_PARTS.claimedLock(core)(name, task, options);
  };
}
