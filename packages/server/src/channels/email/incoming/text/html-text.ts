import type { CheerioAPI } from 'cheerio/slim';

/** What programs put around what they quote, and around signatures. */
const QUOTES = [
  '.gmail_quote',
  '.gmail_quote_container',
  '.gmail_attr',
  'blockquote[type="cite"]',
  '.yahoo_quoted',
  '.protonmail_quote',
  '.moz-cite-prefix',
  '.gmail_signature',
  '.moz-signature',
  '#Signature',
  '#ms-outlook-mobile-signature',
  '#AppleMailSignature',
  '.apple-mail-signature',
].join(',');
/** From here on Outlook quotes. */
const QUOTES_BELOW = '#divRplyFwdMsg, #appendonsend, #mail-editor-reference-message-container, .OutlookMessageHeader';

/** The parser's time grows with the square of what is open: more than any program writes is not parsed at all. */
const MAX_OPEN_TAGS = 500;

/** What has no end, or often none that is written. */
const VOID = /^(br|hr|img|meta|link|col|input|area|base|wbr|p|li|dt|dd|td|th|tr|tbody)$/i;

/** The HTML of a mail without what it quotes; the whole where nothing else would be left. */
export async function withoutQuotes(html: string): Promise<string> {
  if (html === '' || isTangled(html)) return html;
  // Loaded with the first mail that has HTML: a start need not wait for it.
  const { load } = await import('cheerio/slim');
  return cut(load(`<mail>${html}</mail>`)) ?? html;
}

function cut($: CheerioAPI): string | null {
  $(QUOTES).remove();
  const below = $(QUOTES_BELOW).first();
  below.nextAll().remove();
  below.remove();
  $('hr#stopSpelling').nextAll().remove();
  return $('mail').text().trim() === '' ? null : ($('mail').html() ?? null);
}

/** Whether so many elements stand in each other that nobody wrote them. */
function isTangled(html: string): boolean {
  let open = 0;
  for (const [, end, name = ''] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)/gi)) {
    if (VOID.test(name)) continue;
    open = end === '' ? open + 1 : Math.max(0, open - 1);
    if (open > MAX_OPEN_TAGS) return true;
  }
  return false;
}
