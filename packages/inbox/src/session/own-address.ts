/**
 * Where a file or picture of this installation is fetched from; null for what lies on another host, which the inbox does
 * not ask by itself. The installation may be reached under more than one name: its files are taken from this one.
 */
export function ownAddress(url: string | null, here: string = location.origin): string | null {
  if (url === null) return null;
  try {
    const { origin, pathname, search } = new URL(url, here);
    if (origin === here) return pathname + search;
    const files = pathname.indexOf('/files/');
    return files === -1 ? null : pathname.slice(files);
  } catch {
    return null;
  }
}
