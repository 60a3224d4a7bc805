import { escapeHtml } from '../lib/escape-html.ts';

export type LinkMail = {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  /** The words of the link. */
  readonly action: string;
  readonly url: string;
  readonly closing: readonly string[];
};

/** A mail whose purpose is one link, as plain text and as simple HTML with all values escaped. */
export function linkMail({ subject, paragraphs, action, url, closing }: LinkMail) {
  const text = [...paragraphs, `${action}:\n${url}`, closing.join('\n')].join('\n\n');
  const paragraph = (words: string): string => `<p>${escapeHtml(words)}</p>`;
  const html = [
    '<!doctype html><html><body style="font-family: sans-serif; line-height: 1.5; color: #1f2933">',
    ...paragraphs.map(paragraph),
    `<p><a href="${escapeHtml(url)}" style="display: inline-block; padding: 10px 18px; background: #1d4ed8; color: #ffffff; border-radius: 6px; text-decoration: none">${escapeHtml(action)}</a></p>`,
    `<p style="font-size: 13px; color: #52606d">${escapeHtml(url)}</p>`,
    ...closing.map(paragraph),
    '</body></html>',
  ].join('\n');
  return { subject, text: `${text}\n`, html };
}
