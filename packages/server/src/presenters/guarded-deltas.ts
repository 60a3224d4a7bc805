/** A word with one of these may be the beginning of something that leads somewhere. */
const SUSPICIOUS = /[[\]()<>:/.&@\\!]/;
/** Longer than any label and address that people write. */
const HELD_MAX = 2_000;

export type GuardedDeltas = {
  /** Takes a piece as the model makes it. */
  take(text: string): void;
  /** Nothing more comes. */
  end(): void;
};

/**
 * Hands the pieces of a reply on once they are whole enough to be judged: what may be the beginning of a link waits for its
 * end. `guard` takes away what leads where it must not.
 */
export function guardedDeltas(tell: (text: string) => void, guard: (text: string) => string): GuardedDeltas {
  let held = '';
  const pass = (until: number): void => {
    const ready = held.slice(0, until);
    held = held.slice(until);
    const fine = ready === '' ? '' : guard(ready);
    if (fine !== '') tell(fine);
  };
  return {
    take(text) {
      held += text;
      pass(held.length > HELD_MAX ? held.length : wholeUntil(held));
    },
    end: () => pass(held.length),
  };
}

/** Up to where nothing can become another thing by what follows. */
function wholeUntil(text: string): number {
  const open = text.search(/!?\[(?![^\]]*\](?:\([^)]*\)|\[[^\]]*\]|[^([:\s]|\s))[\s\S]*$/);
  const before = open === -1 ? text : text.slice(0, open);
  const word = /\S*$/.exec(before)?.[0] ?? '';
  return SUSPICIOUS.test(word) ? before.length - word.length : before.length;
}
