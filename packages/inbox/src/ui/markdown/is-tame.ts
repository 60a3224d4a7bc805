/** So deep may blocks and brackets stand in each other: the library goes as deep as it is led. */
const MAX_DEPTH = 24;
/** So many marks may one paragraph have: the library's time grows with their square. */
const MAX_MARKS = 400;

/** Whether a text is one that somebody wrote to be read, and not to keep a page busy. */
export const isTame = (text: string): boolean =>
  text.split('\n').every((line) => depthOf(line) <= MAX_DEPTH) &&
  text.split(/\n\s*\n/).every((paragraph) => count(paragraph, /[*_`~]+|!?\[/g) <= MAX_MARKS);

const depthOf = (line: string): number => {
  const lead = line.match(/^(?:[ >]|[-*+] |\d{1,9}[.)] )*/)?.[0] ?? '';
  const brackets = (line.match(/\[+/g) ?? []).map(({ length }) => length);
  return Math.max(count(lead, /[^ ]+/g), count(lead, />/g), ...brackets);
};

const count = (text: string, what: RegExp): number => text.match(what)?.length ?? 0;
