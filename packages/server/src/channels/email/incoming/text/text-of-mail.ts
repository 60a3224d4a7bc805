import { storableText } from '../../../../lib/storable-text.ts';
import type { Mail } from '../mail.ts';
import { cutQuotes } from './cut-quotes.ts';
import { withoutQuotes } from './html-text.ts';

/** HTML as Markdown; may throw for what is nested absurdly deep. */
export type HtmlToMarkdown = (html: string) => string;

/** Longer mails are cut: nobody reads on, and no model does. */
const MAX_LENGTH = 200_000;
const MAX_HTML = 2_000_000;

const PREFIXES = /^(\s*(re|aw|antw|odp|sv|vs|ref|rif|res|回复|答复)(\[\d+\])?\s*[:：])+/iu;
const FORWARDED = /^\s*(fwd?|wg|pd|tr|rv|i|doorst|转发)\s*[:：]/iu;

/** The subject without what programs put before it for an answer. */
export const bareSubject = (subject: string): string => subject.replace(PREFIXES, '').trim();

/**
 * What somebody says in a mail, as Markdown: the plain text before the HTML, without quotes and signatures. A forwarded mail is
 * said as a whole. The subject stands above it where the mail begins a thread and the subject says something, or nothing else does.
 */
export async function textOfMail(
  mail: Mail,
  { isFirst, htmlToMarkdown }: { readonly isFirst: boolean; readonly htmlToMarkdown: HtmlToMarkdown },
): Promise<{
  readonly markdown: string;
  /** What is left of the HTML. */
  readonly shownHtml: string;
}> {
  const isForwarded = FORWARDED.test(mail.subject);
  const html = mail.html.slice(0, MAX_HTML);
  const shownHtml = isForwarded ? html : await withoutQuotes(html);
  const said = mail.text === '' ? markdownOf(shownHtml, htmlToMarkdown) : mail.text;
  const text = isForwarded
    ? said
    : cutQuotes(said, { isReply: mail.answers.length > 0 || PREFIXES.test(mail.subject) });
  const subject = bareSubject(mail.subject);
  const title = (isFirst || text === '') && subject !== '' ? `**${subject.replaceAll(/[\\*_[\]`<>]/g, '\\$&')}**` : '';
  const markdown = [title, text.slice(0, MAX_LENGTH)].filter((part) => part !== '').join('\n\n');
  return { markdown: storableText(markdown), shownHtml };
}

function markdownOf(html: string, htmlToMarkdown: HtmlToMarkdown): string {
  if (html === '') return '';
  try {
    return htmlToMarkdown(html).trim();
  } catch {
    // Not to be parsed: what stands between its tags.
    return html
      .replaceAll(/<[^<>]{0,2000}>/g, ' ')
      .replaceAll(/\s+/gu, ' ')
      .trim();
  }
}
