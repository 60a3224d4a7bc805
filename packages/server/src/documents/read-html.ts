import type { CheerioAPI } from 'cheerio/slim';
import { decodeText } from './decode-text.ts';
import { type DocumentInput, type MarkdownDocument, unreadable } from './document.ts';
import type { HtmlElement } from './html-nodes.ts';
import { nodesToMarkdown } from './html-to-markdown.ts';
import { parseHtml } from './parse-html.ts';

const NOISE =
  'head,script,style,noscript,template,iframe,object,embed,svg,canvas,audio,video,input,select,textarea,button,[hidden],' +
  '[aria-hidden="true"],nav,aside,[role="navigation"],[role="search"],[role="dialog"],[role="contentinfo"],dialog';

/** A web page: its main content without navigation, header, footer and scripts. */
export function readHtml(input: DocumentInput): MarkdownDocument {
  const { $, root } = parseHtml(htmlText(input), `"${input.fileName}"`);
  const heading = $('h1').first().text().replace(/\s+/g, ' ').trim();
  const pageTitle = $('title').first().text().replace(/\s+/g, ' ').trim();
  const description = $('meta[name="description"]').attr('content')?.trim();
  const language = $('html').attr('lang')?.trim().split('-')[0]?.toLowerCase();
  return {
    title: titleOf(pageTitle, heading),
    markdown: mainMarkdown($, root),
    ...(description === undefined || description === '' ? {} : { description }),
    ...(language === undefined || language === '' ? {} : { language }),
  };
}

/** A page's title mostly ends in the site's name (`Delivery | Lumo`); the heading, where it agrees, is without it. */
function titleOf(pageTitle: string, heading: string): string {
  if (pageTitle === '' || pageTitle.toLowerCase().includes(heading.toLowerCase())) return heading || pageTitle;
  return pageTitle;
}

function mainMarkdown($: CheerioAPI, root: HtmlElement | undefined): string {
  $(NOISE).remove();
  const articles = $('article');
  const mains = $('main, [role="main"]');
  const main = mains.length > 0 ? mains : articles.length === 1 ? articles : null;
  if (main !== null) return nodesToMarkdown(main.toArray());
  // Without a marked main part the page's own header and footer stand beside the content.
  $('footer').remove();
  $('header')
    .filter((_, header) => $(header).find('h1').length === 0)
    .remove();
  return nodesToMarkdown(root?.children ?? []);
}

/** The encoding that the page itself declares counts when the bytes are no UTF-8. */
function htmlText({ bytes, fileName }: DocumentInput): string {
  const head = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  const charset = /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1]?.toLowerCase();
  const declared =
    charset === undefined || /^(utf-?8|utf-?16\w*|iso-8859-1|windows-1252|us-ascii)$/.test(charset) ? null : charset;
  const text = declared === null ? decodeText(bytes) : decodeAs(bytes, declared);
  if (text === null) throw unreadable(fileName, 'contains binary data, not HTML.');
  return text;
}

function decodeAs(bytes: Uint8Array, charset: string): string | null {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    // A page may declare an encoding that does not exist.
    return decodeText(bytes);
  }
}
