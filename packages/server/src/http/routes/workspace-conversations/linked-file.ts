import type { Attachment } from '@parley/protocol/api';

const TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  gif: 'image/gif',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  mp3: 'audio/mpeg',
  mp4: 'video/mp4',
  pdf: 'application/pdf',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain',
  webp: 'image/webp',
  zip: 'application/zip',
};

const NAME_MAX = 200;

/** A file that lies elsewhere, as far as its address tells. It is not fetched. */
export function linkedFile(id: string, url: string): Attachment {
  const { pathname, hostname } = new URL(url);
  const name = decoded(pathname.split('/').at(-1) ?? '')
    .slice(0, NAME_MAX)
    .toWellFormed();
  const extension = /\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  return {
    id,
    name: name === '' ? hostname : name,
    content_type: TYPES[extension] ?? 'application/octet-stream',
    size: null,
    url,
  };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part).replaceAll('\u0000', '');
  } catch {
    // Not every percent sign in an address is an escape.
    return part;
  }
}
