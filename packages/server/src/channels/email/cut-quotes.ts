import { createContext, Script } from 'node:vm';
import EmailReplyParser from 'email-reply-parser';

/** What people type; a longer text is a document, and its quotes stay. */
const MAX_LENGTH = 100_000;
/** Introductions of quotes are shorter; long lines make the parser's expressions slow. */
const MAX_LINE = 250;
/** The parser's expressions take for ever on some texts that nobody writes by accident. */
const PATIENCE_MS = 150;

/**
 * A reply without what it quotes and without its signature; the whole text where nothing else would be left, or where it is not
 * to be read in time.
 */
export function cutQuotes(text: string): string {
  if (text.length > MAX_LENGTH) return text;
  const { shown, restore } = shielded(beforeHead(text.replaceAll(BROKEN_ADDRESS, '<')));
  const cut = within(PATIENCE_MS, () => visibleText(shown));
  if (cut === null) return text;
  const kept = restore(withoutClosing(cut)).trim();
  return kept === '' ? text : kept;
}

/** Lines that look like separators of signatures and are mostly none; `--` stays what it is. */
const RULE = /^\s*(-{3,}|_{2,}|\+{2,}|={2,})\s*$/;

/** What is neither quoted nor a signature: answers between quotes are paragraphs. */
function visibleText(text: string): string {
  const fragments = new EmailReplyParser().read(text).getFragments();
  const shown = fragments.filter((fragment) => !fragment.isHidden()).map((fragment) => fragment.getContent().trim());
  return shown.filter((part) => part !== '').join('\n\n');
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

const LABELS = {
  from: 'From|Von|Od|De|Da|Van|Från|Fra|Lähettäjä|От|Від',
  sent: 'Sent|Date|Gesendet|Datum|Wysłano|Wysłane|Data|Envoyé|Enviado|Inviato|Verzonden|Skickat|Sendt|Fecha|Отправлено|Надіслано',
} as const;
const HEADER_FROM = new RegExp(`^[*>\\s]*(${LABELS.from})\\s?:`, 'iu');
const HEADER_SENT = new RegExp(`^[*>\\s]*(${LABELS.sent})\\s?:`, 'iu');
const SEPARATOR =
  /^[>\s]*(-{3,}\s*(Original Message|Original-Nachricht|Ursprüngliche Nachricht|Wiadomość oryginalna|Oryginalna wiadomość|Message d'origine|Mensaje original|Messaggio originale)\s*-{3,}|_{20,})\s*$/iu;

/** Outlook writes the head of the mail it answers as lines of its own, and does not mark what follows. */
function beforeHead(text: string): string {
  const lines = text.split('\n');
  const head = lines.findIndex(
    (line, index) =>
      line.length <= MAX_LINE &&
      HEADER_FROM.test(line) &&
      lines.slice(index + 1, index + 4).some((next) => HEADER_SENT.test(next)),
  );
  const separator = lines.findIndex((line, index) => SEPARATOR.test(line) && !/^[>\s]*_/.test(line) && index > 0);
  const first = Math.min(...[head, separator].filter((index) => index >= 0));
  if (!Number.isFinite(first)) return text;
  // A line of underscores stands above the head.
  const end = /^_{20,}\s*$/.test(lines[first - 1] ?? '') ? first - 1 : first;
  return lines.slice(0, end).join('\n');
}

/** What programs of telephones write below, in languages that the parser does not know. */
const DEVICE =
  /^(Wysłan[eoy] z (.+)|Von meinem .+ gesendet|Gesendet von .+|Pobierz aplikację Outlook .+|Outlook für .+ beziehen|Надіслано з .+|Отправлено с .+)$/iu;
const CLOSING = /^(Pozdrawiam|Z poważaniem|Mit freundlichen Grüßen|Viele Grüße|Beste Grüße|MfG)[,.!]*$/iu;

/** Cuts the last lines as well: of devices, and from a closing formula on when only a few words follow it. */
function withoutClosing(text: string): string {
  const lines = text.trimEnd().split('\n');
  while (lines.length > 1 && (DEVICE.test(lines.at(-1)?.trim() ?? '') || lines.at(-1)?.trim() === '')) lines.pop();
  const closing = lines.findLastIndex((line) => CLOSING.test(line.trim()));
  const isEnd =
    closing > 0 &&
    lines.length - closing <= 7 &&
    lines.slice(closing + 1).every((line) => line.length <= 80 && !line.includes('?'));
  return (isEnd ? lines.slice(0, closing) : lines).join('\n');
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
