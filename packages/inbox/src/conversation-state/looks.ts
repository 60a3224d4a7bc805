import type { Driver, Priority, Progress } from '@parley/protocol';
import { statusOf } from '@parley/sdk';
import type { Look } from './use-change.ts';

type Moved = {
  readonly driver?: Driver;
  readonly progress?: Progress;
  readonly assignedTo?: string | null;
  readonly priority?: Priority;
};

/** How it looks when who has it, how far it has come or how much it presses is another. */
export const looksMoved =
  (to: Moved): Look =>
  (view) => {
    const driver = to.driver ?? view.driver;
    const progress = to.progress ?? view.progress;
    const conversation = {
      ...view.conversation,
      status: statusOf(driver, progress),
      priority: to.priority ?? view.conversation.priority,
      assigned_to: to.assignedTo === undefined ? view.conversation.assigned_to : to.assignedTo,
    };
    return { ...view, driver, progress, conversation };
  };

/** How it looks with other tags. */
export const looksTagged =
  (tagIds: readonly string[]): Look =>
  (view) => ({ ...view, tagIds });

/** How it looks read, or not. */
export const looksRead =
  (isRead: boolean): Look =>
  (view) => ({ ...view, unread: !isRead });
