import { createContext, Script } from 'node:vm';
import EmailReplyParser from 'email-reply-parser';
import { withoutClosing } from './closing.ts';
import { beforeOutlookHead } from './outlook-head.ts';

/** What people type; a longer text is a document, and its quotes stay. */
const MAX_LENGTH = 100_000;
/** Introductions of quotes are shorter; long lines make the parser's expressions slow. */
const MAX_LINE = 250;
/** The parser's expressions take for ever on some texts that nobody writes by accident. */
const PATIENCE_MS = 150;

/**
 * What somebody says in a mail, without its signature and, where it is a reply, what it quotes; the whole text where nothing else
 * would be left, or where it is not to be read in time.
 */
export function cutQuotes(text: string, { isReply }: { readonly isReply: boolean }): string {
  if (text.length > MAX_LENGTH) return text;
  const { shown, restore } = shielded(isReply ? beforeOutlookHead(text.replaceAll(BROKEN_ADDRESS, '<')) : text);
  const cut = within(PATIENCE_MS, () => visibleText(shown, isReply));
  if (cut === null) return text;
  const kept = restore(withoutClosing(cut)).trim();
  return kept === '' ? text : kept;
}

/** Lines that look like separators of signatures and are mostly none; `--` stays what it is. */
const RULE = /^\s*(-{3,}|_{2,}|\+{2,}|={2,})\s*$/;

/** What is no signature, and in a reply not quoted: answers between quotes are paragraphs. */
function visibleText(text: string, isReply: boolean): string {
  const fragments = new EmailReplyParser().read(text).getFragments();
  return fragments
    .filter((fragment) => !(isReply ? fragment.isHidden() : fragment.isSignature()))
    .map((fragment) => fragment.getContent().trim())
    .filter((part) => part !== '')
    .join('\n\n');
}

/** Gmail ends lines within the address of who is quoted. */
const BROKEN_ADDRESS = /<\n(?=[^\s<>]{1,254}>)/g;

/** A letter that no text has (of the private use area). */
const MARK = '\ue0f7';
const MARKED = new RegExp(`>?${MARK}(\\d+)${MARK}`, 'g');

/** Has lines that the parser must not judge stand as marks of the same kind: quoted ones remain quoted. */
function shielded(text: string): { readonly shown: string; readonly restore: (text: string) => string } {
  const kept: string[] = [];
  const lines = text.split('\n').map((line) => {
    if (line.length <= MAX_LINE && !RULE.test(line)) return line;
    kept.push(line);
    return `${line.startsWith('>') ? '>' : ''}${MARK}${kept.length - 1}${MARK}`;
  });
  return {
    shown: lines.join('\n'),
    restore: (cut) => cut.replaceAll(MARKED, (mark, index: string) => kept[Number(index)] ?? mark),
  };
}

/** Runs something that does nothing but compute; null when it takes too long. */
function within<T>(ms: number, compute: () => T): T | null {
  const held: { result: T | null } = { result: null };
  const context = createContext({
    run: () => {
      held.result = compute();
    },
  });
  try {
    new Script('run()').runInContext(context, { timeout: ms });
  } catch {
    return null;
  }
  return held.result;
}
