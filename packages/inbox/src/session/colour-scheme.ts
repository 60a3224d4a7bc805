import type { ColourScheme } from '@parley/protocol';

const COOKIE = 'parley_scheme';
const YEAR_SECONDS = 31_536_000;

/**
 * Shows every screen in a scheme from now on; `system` leaves it to the device. The server reads the cookie and writes the
 * scheme into the document, so that the next visit begins in it.
 */
export function applyColourScheme(scheme: ColourScheme): void {
  const { dataset } = document.documentElement;
  if (scheme === 'system') delete dataset.scheme;
  else dataset.scheme = scheme;
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  const maxAge = scheme === 'system' ? 0 : YEAR_SECONDS;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser that we support
  document.cookie = `${COOKIE}=${scheme}; Path=/inbox; Max-Age=${maxAge}; SameSite=Lax${secure}`;
}
