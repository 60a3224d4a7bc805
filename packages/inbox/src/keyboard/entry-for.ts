import type { Keys } from './keys.ts';

type Meant = {
  readonly keys: Keys;
  readonly whileTyping?: boolean;
  /** Whether the keys are meant for this one now, where something else of the screen has the same. */
  readonly isMeant?: () => boolean;
};

type Pressed = {
  readonly press: Keys;
  /** With the key before, where that was a moment ago. */
  readonly sequence: Keys | null;
  /** Somebody types, or a window is open over the screen. */
  readonly isTyping: boolean;
};

/**
 * What a press of keys is for: of several the one that says that it is meant, else the latest that does not care.
 */
export function entryFor<E extends Meant>(
  entries: readonly E[],
  { press, sequence, isTyping }: Pressed,
): E | undefined {
  const heard = entries.filter(
    ({ keys, whileTyping }) => (keys === press || keys === sequence) && (!isTyping || whileTyping === true),
  );
  return heard.findLast(({ isMeant }) => isMeant?.()) ?? heard.findLast(({ isMeant }) => !isMeant);
}
