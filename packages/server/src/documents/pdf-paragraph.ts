const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}，。、；：？！]/u;
// After these a hyphen at the end of a line belongs to the word: `Sicherheits- und Gebrauchshinweise`.
const SUSPENDED = /^(und|oder|bis|and|or|to|et|ou|y|e)\s/;

/** The words of a document that are written with a hyphen inside a line: their hyphen is meant. */
export function hyphenatedWords(lines: readonly string[]): Set<string> {
  return new Set(lines.flatMap((line) => line.toLowerCase().match(/\p{L}+-\p{L}+/gu) ?? []));
}

/** Joins the printed lines of a paragraph: words divided at a line's end become whole again. */
export function joinLines(lines: readonly string[], hyphenated: ReadonlySet<string>): string {
  return lines
    .reduce((text, line) => {
      if (text === '') return line;
      if (text.endsWith('\u00ad')) return text.slice(0, -1) + line;
      const head = /(\p{L}+)[-‐]$/u.exec(text)?.[1];
      const tail = /^\p{L}+/u.exec(line)?.[0];
      if (head !== undefined && tail !== undefined && !SUSPENDED.test(line)) {
        const isMeant = hyphenated.has(`${head}-${tail}`.toLowerCase()) || /^\p{Lu}/u.test(tail);
        return isMeant ? text + line : text.slice(0, -1) + line;
      }
      return CJK.test(text.at(-1) ?? '') && CJK.test(line.at(0) ?? '') ? text + line : `${text} ${line}`;
    }, '')
    .replaceAll('\u00ad', '');
}
