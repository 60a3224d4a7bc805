/** Text as it stands in HTML. */
export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

/** What Telegram makes of our HTML: its text, which its limits count. */
export const textOfHtml = (html: string): string =>
  html.replaceAll(/<[^>]*>/g, '').replaceAll(/&(amp|lt|gt|quot);/g, (whole, name: string) => ENTITIES[name] ?? whole);

/** The same with the addresses of links behind their texts, for a message that goes without marks. */
export const plainOfHtml = (html: string): string =>
  textOfHtml(
    html.replaceAll(/<a href="([^"]*)">([\s\S]*?)<\/a>/g, (_, href: string, text: string) =>
      textOfHtml(text) === textOfHtml(href) ? text : `${text} (${href})`,
    ),
  );
