import { type Definitions, parseInline, type Token, titleOf } from './markdown-tokens.ts';

/** What stands around text: delimiters, a link, or a code span. The same object wherever it is the same mark. */
export type Mark = { readonly open: string; readonly close: string; readonly isCode?: true; readonly href?: string };

/** The least that is kept together. `visible` is what a reader sees of `source`. */
export type Unit = {
  readonly kind: 'text' | 'blank' | 'break' | 'whole';
  readonly source: string;
  readonly visible: string;
  readonly marks: readonly Mark[];
  /** Whether a sentence ends behind it. */
  readonly endsSentence: boolean;
};

type Atom = Omit<Unit, 'endsSentence'>;

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The text of a paragraph as words and blanks with their marks. */
export function inlineUnits(source: string, definitions: Definitions): Unit[] {
  const atoms = atomsOf(parseInline(source, definitions));
  const ends = sentenceEnds(atoms.map((atom) => atom.visible).join(''));
  let at = 0;
  return atoms.flatMap((atom) => {
    const pieces = atom.kind === 'text' ? wordsOf(atom.visible, at, ends) : [atom.visible];
    return pieces.map((piece): Unit => {
      at += piece.length;
      const endsSentence = ends.has(at) || atom.kind === 'break';
      if (atom.kind !== 'text') return { ...atom, endsSentence };
      const kind = /^\s/.test(piece) ? 'blank' : 'text';
      return { kind, source: piece, visible: piece, marks: atom.marks, endsSentence };
    });
  });
}

/** What a reader sees of a paragraph's text. */
export const visibleText = (source: string): string =>
  atomsOf(parseInline(source, {}))
    .map(({ visible }) => visible)
    .join('');

/** A unit that is too long as smaller ones: characters as readers see them, then code points; itself when it is one. */
export function explode(unit: Unit): Unit[] {
  const seen = [...graphemes.segment(unit.visible)].map(({ segment }) => segment);
  const pieces = seen.length > 1 ? seen : [...unit.visible];
  if (pieces.length < 2) return [unit];
  const isCode = unit.marks.at(-1)?.isCode;
  return pieces.map((piece, index) => ({
    ...unit,
    kind: 'text',
    source: unit.kind === 'whole' && !isCode ? escapeAll(piece) : piece,
    visible: piece,
    endsSentence: unit.endsSentence && index === pieces.length - 1,
  }));
}

function atomsOf(tokens: readonly Token[]): Atom[] {
  const atoms: Atom[] = [];
  let marks: readonly Mark[] = [];
  for (const [index, token] of tokens.entries()) {
    const before = tokens[index - 1];
    if (before?.type === 'link_open' && before.markup === 'autolink') {
      atoms.push({ kind: 'whole', source: `<${token.content}>`, visible: token.content, marks });
    } else if (token.markup === 'autolink') continue;
    else if (token.nesting === 1) marks = [...marks, markOf(token)];
    else if (token.nesting === -1) marks = marks.slice(0, -1);
    else if (token.type === 'text') atoms.push(textAtom(token.content, marks));
    else if (token.type === 'code_inline') atoms.push(textAtom(token.content, [...marks, codeMark()]));
    else if (token.type === 'softbreak') atoms.push({ kind: 'break', source: '\n', visible: '\n', marks });
    else if (token.type === 'hardbreak') atoms.push({ kind: 'break', source: '\\\n', visible: '\n', marks });
    else if (token.type === 'image') atoms.push(imageAtom(token, marks));
    else atoms.push({ kind: 'whole', source: token.markup || token.content, visible: token.content, marks });
  }
  return atoms;
}

const textAtom = (text: string, marks: readonly Mark[]): Atom => ({ kind: 'text', source: text, visible: text, marks });

const codeMark = (): Mark => ({ open: '', close: '', isCode: true });

function markOf(token: Token): Mark {
  if (token.type !== 'link_open') return { open: token.markup, close: token.markup };
  const href = String(token.attrGet('href') ?? '');
  return { open: '[', close: `](${addressOf(href)}${titleOf(String(token.attrGet('title') ?? ''))})`, href };
}

function imageAtom(token: Token, marks: readonly Mark[]): Atom {
  const address = addressOf(String(token.attrGet('src') ?? ''));
  const source = `![${token.content}](${address}${titleOf(String(token.attrGet('title') ?? ''))})`;
  return { kind: 'whole', source, visible: (token.children ?? []).map(({ content }) => content).join(''), marks };
}

/** An address is percent-encoded by the parser; what is left of `&…;` would be read as a character. */
function addressOf(href: string): string {
  const safe = href.replaceAll(/&(?=#?\w+;)/g, '&amp;');
  return safe === '' || /[()]/.test(safe) ? `<${safe}>` : safe;
}

/** Words and blanks by turns, and cut where a sentence ends without one. A blank that an accent sits on is none. */
function wordsOf(text: string, offset: number, ends: ReadonlySet<number>): string[] {
  const words = text.match(/\s+(?![\p{M}\u200d])|(?:\S|\s(?=\s*[\p{M}\u200d]))+/gu) ?? [];
  let at = offset;
  return words.flatMap((word) => {
    const pieces: string[] = [];
    let begun = 0;
    for (let end = 1; end < word.length; end += 1) {
      if (!ends.has(at + end)) continue;
      pieces.push(word.slice(begun, end));
      begun = end;
    }
    at += word.length;
    return [...pieces, word.slice(begun)];
  });
}

function sentenceEnds(text: string): ReadonlySet<number> {
  const ends = new Set<number>();
  for (const { index, segment } of sentences.segment(text)) ends.add(index + segment.length);
  return ends;
}

/** Text in which nothing is markup, wherever it stands. */
export const escapeAll = (text: string): string => text.replaceAll(/[!-/:-@[-`{-~]/g, '\\$&');
