import type { Actor } from '@parley/protocol';
import type { Draft } from './append.ts';
import { changeState, type StateChange } from './change-state.ts';
import { type LifecycleCommand, moveOf } from './lifecycle.ts';

/** The person whom an actor is: null for a key, which owns no conversation. */
export const personOf = (actor: Actor): string | null => (actor.type === 'operator' ? actor.id : null);

/** What a command of the lifecycle changes, told for `by`. Throws as `moveOf` does. */
export function changeOf(draft: Draft, command: LifecycleCommand, by: Actor): StateChange {
  const { owner, ...to } = moveOf(draft.state, command);
  const me = personOf(by);
  if (owner === 'none') return { ...to, assignedTo: null };
  return owner === 'me' && me !== null ? { ...to, assignedTo: me } : to;
}

/** Carries a command of the lifecycle out. Throws as `moveOf` does. */
export function moveByPerson(draft: Draft, command: LifecycleCommand, at: Date, by: Actor): void {
  changeState(draft, changeOf(draft, command, by), at, by);
}
