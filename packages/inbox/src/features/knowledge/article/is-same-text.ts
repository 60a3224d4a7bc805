/**
 * Whether an editor that was given `before` has lost nothing when it gives `after` back: they differ in how Markdown may
 * be written at most (spaces, the signs of lists, emphasis and rules, escapes), and in no word.
 */
export function isSameText(before: string, after: string): boolean {
  return signsOf(before) === signsOf(after);
}

const signsOf = (markdown: string): string =>
  markdown
    .normalize('NFC')
    .replaceAll(/&nbsp;|\u00a0/g, ' ')
    .replaceAll(/^[ \t]*(?:[-*+]|\d+[.)])[ \t]+/gm, '• ')
    .replaceAll(/^[ \t]*(?:[-*_][ \t]*){3,}$/gm, '')
    .replaceAll(/[|:-]{3,}/g, '')
    .replaceAll(/\\([\\`*_{}[\]()#+\-.!>~|])/g, '$1')
    .replaceAll(/[*_~|]/g, '')
    .replaceAll(/^\s*(?:=+|-+)\s*$/gm, '')
    .replaceAll(/^#+\s*/gm, '')
    .replaceAll(/\s+/g, '');
