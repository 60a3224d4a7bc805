import { fenceBefore, OPENING_TAG, skipBack, textBeforeTrailer } from './evidence-trailer.ts';

/** Takes a model's output piece by piece and gives back what may be shown, never any part of the trailer. */
export type TrailerSplitter = {
  /** What can be shown now; '' when the piece must be held back or belongs to the trailer. */
  push(piece: string): string;
  /** What was held back and proved to be text. */
  end(): string;
};

const TAG = '<evidence>';

/** A splitter for one output. What it lets through is a prefix of what `parseTrailer` gives as text, blanks aside. */
export function createTrailerSplitter(): TrailerSplitter {
  let held = '';
  let inTrailer = false;
  return {
    push(piece) {
      if (inTrailer) return '';
      held += piece;
      const opening = OPENING_TAG.exec(held);
      if (opening !== null) {
        inTrailer = true;
        const shown = textBeforeTrailer(held, opening.index);
        held = '';
        return shown;
      }
      const keep = startOfHeld(held, startOfTagPrefix(held));
      const shown = held.slice(0, keep);
      held = held.slice(keep);
      return shown;
    },
    end() {
      const rest = held.trimEnd();
      held = '';
      return rest;
    },
  };
}

/** Where an unfinished opening tag at the end of the text begins; the text's length when there is none. */
function startOfTagPrefix(text: string): number {
  const open = text.lastIndexOf('<');
  if (open === -1) return text.length;
  const tail = text.slice(open).replace(/\s+/g, '').toLowerCase();
  return TAG.startsWith(tail) ? open : text.length;
}

/** Walks back from `end` over what belongs to the trailer if one follows: blanks and a code fence's opening line. */
function startOfHeld(text: string, end: number): number {
  const fence = fenceBefore(text, end);
  return skipBack(text, fence.start < fence.end ? fence.start : end, /\s/);
}
