import { type KeyboardEvent, useState } from 'react';

type ListKeys<Item> = {
  readonly chosen: Item | undefined;
  /** Hears a key of the field beside the list; true where it was the list's. */
  readonly hear: (event: KeyboardEvent) => boolean;
  /** Chooses the first one again, when what is in the list is another. */
  readonly reset: () => void;
};

/** Moves in a list by the keys of a field: up and down choose, Enter picks. */
export function useListKeys<Item>(items: readonly Item[], onPick: (item: Item) => void): ListKeys<Item> {
  const [place, setPlace] = useState(0);
  const at = Math.min(place, items.length - 1);
  const chosen = items[at];
  return {
    chosen,
    reset: () => setPlace(0),
    hear(event) {
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
      const picks = event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing;
      if (!chosen || (step === 0 && !picks)) return false;
      event.preventDefault();
      if (picks) onPick(chosen);
      else setPlace((at + step + items.length) % items.length);
      return true;
    },
  };
}
