import { Fragment } from 'react';

type HighlightProps = {
  readonly text: string;
  /** Begin and end of what is marked, in UTF-16 units, in order, none over another. */
  readonly ranges: readonly (readonly [number, number])[];
};

/** Text with what was searched for marked in it. */
export function Highlight({ text, ranges }: HighlightProps) {
  return piecesOf(text, ranges).map(({ at, piece, isMarked }) =>
    isMarked ? <mark key={at}>{piece}</mark> : <Fragment key={at}>{piece}</Fragment>,
  );
}

/** The text cut at the ranges; together they are the text, whatever the ranges say. */
export function piecesOf(text: string, ranges: HighlightProps['ranges']) {
  const pieces: { readonly at: number; readonly piece: string; readonly isMarked: boolean }[] = [];
  let at = 0;
  const take = (end: number, isMarked: boolean): void => {
    if (end > at) pieces.push({ at, piece: text.slice(at, end), isMarked });
    at = Math.max(at, end);
  };
  for (const [begin, end] of ranges) {
    take(Math.min(begin, text.length), false);
    take(Math.min(end, text.length), true);
  }
  take(text.length, false);
  return pieces;
}
