import type { Driver } from '@parley/protocol';
import type { ChannelRules } from './channel.ts';
import { windowClosesAt, windowHoursOf } from './reply-window.ts';

/** A part that is about to go. */
export type Leaving = {
  readonly speaker: 'agent' | 'person';
  /** Who drives the conversation now. */
  readonly driver: Driver;
  /** An approved template opens a window, and needs none. */
  readonly isTemplate: boolean;
  readonly lastReceivedAt: Date | null;
};

/** Why it does not go. */
export type Stop =
  | { readonly state: 'dropped'; readonly reason: 'taken_over'; readonly detail: string }
  | { readonly state: 'held'; readonly reason: 'window-closed'; readonly detail: string };

/**
 * Whether a part may still go: nothing of the agent's once a person has the conversation (I4), and nobody's words once the
 * platform's window has closed since the visitor last wrote. Null when it may.
 */
export function stopOf(
  rules: ChannelRules,
  { speaker, driver, isTemplate, lastReceivedAt }: Leaving,
  now: Date,
): Stop | null {
  if (speaker === 'agent' && driver === 'human') {
    return { state: 'dropped', reason: 'taken_over', detail: 'A person has taken the conversation over.' };
  }
  const closesAt = isTemplate ? null : windowClosesAt(rules, speaker, lastReceivedAt);
  if (closesAt === null || now < closesAt) return null;
  const hours = windowHoursOf(rules, speaker);
  const detail = `The platform lets us write only within ${hours} hours of the visitor's last message.`;
  return { state: 'held', reason: 'window-closed', detail };
}
