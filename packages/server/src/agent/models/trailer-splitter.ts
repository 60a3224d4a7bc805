import { OPENING_TAG, textBeforeTrailer } from './evidence-trailer.ts';

/** Takes a model's output piece by piece and gives back what may be shown, never any part of the trailer. */
export type TrailerSplitter = {
  /** What can be shown now; '' when the piece must be held back or belongs to the trailer. */
  push(piece: string): string;
  /** What was held back and proved to be text. */
  end(): string;
};

const TAG = '<evidence>';
const BLANK = /\s/;

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
      const keep = startOfFence(held, startOfTagPrefix(held));
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

/** Walks back from `end` over blanks and over a code fence's opening line, which may belong to the trailer. */
function startOfFence(text: string, end: number): number {
  const afterBlanks = skipBack(text, end, BLANK);
  const afterWord = skipBack(text, afterBlanks, /\w/);
  const afterGap = skipBack(text, afterWord, /[ \t]/);
  const start = skipBack(text, afterGap, /[`~]/);
  return start === afterGap ? afterBlanks : skipBack(text, start, BLANK);
}

/** The classes given are single characters, so that this stays linear however long the run is. */
function skipBack(text: string, end: number, characters: RegExp): number {
  let index = end;
  while (index > 0 && characters.test(text.charAt(index - 1))) index -= 1;
  return index;
}
