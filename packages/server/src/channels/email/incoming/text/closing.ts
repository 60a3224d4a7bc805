/** What programs of telephones write below, in languages that the parser of replies does not know. */
const DEVICE =
  /^(Wysłan[eoy] z .+|Von meinem .+ gesendet|Gesendet von .+|Pobierz aplikację Outlook .+|Outlook für .+ beziehen|Надіслано з .+|Отправлено с .+)$/iu;
const CLOSING = /^(Pozdrawiam|Z poważaniem|Mit freundlichen Grüßen|Viele Grüße|Beste Grüße|MfG)[,.!]*$/iu;

/** A name, a firm, a telephone number: more than this below a closing is no signature. */
const SIGNATURE = { lines: 6, length: 80 };

/** A text without its last lines of a device, and from a closing formula on where only a few words follow it. */
export function withoutClosing(text: string): string {
  const lines = text.trimEnd().split('\n');
  while (lines.length > 1 && /^\s*$/.test(lines.at(-1)?.replace(DEVICE, '') ?? '')) lines.pop();
  const closing = lines.findLastIndex((line) => CLOSING.test(line.trim()));
  const below = lines.slice(closing + 1);
  const isSignature =
    below.length <= SIGNATURE.lines && below.every((line) => line.length <= SIGNATURE.length && !line.includes('?'));
  return (closing > 0 && isSignature ? lines.slice(0, closing) : lines).join('\n');
}
