import type { Looks } from '../contract.ts';
import type { Listeners } from './listeners.ts';
import type { OwnScript } from './own-script.ts';
import type { Kept, Widget } from './widget.ts';

/** What the page has asked for so far. */
export type Asked = {
  readonly script: OwnScript;
  readonly listeners: Listeners;
  kept: Kept;
  /** What holds from the next `init` on. */
  next: Looks;
  widget: Widget | null;
  scenarioId: string | null;
  /** What the tag says of its visitor is said once, by the first `init`. */
  hasHeardTag: boolean;
};

/** Of an agent that nothing was asked of yet. */
export const keptNothing = (): Kept => ({ waiting: [], memory: {}, looks: {}, isShown: true, wish: null });
