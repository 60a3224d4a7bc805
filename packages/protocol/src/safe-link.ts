const SCHEMES = ['http:', 'https:', 'mailto:', 'tel:'];

/** The address of a link in a message as it is followed, or null where it is none that a chat may lead to (`javascript:`, `data:`, a relative one). */
export function safeLink(href: string): string | null {
  try {
    const url = new URL(href.trim());
    return SCHEMES.includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}
