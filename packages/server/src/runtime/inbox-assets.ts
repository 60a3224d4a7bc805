import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

/** A file of the inbox, as it travels. Its name never names other bytes. */
export type InboxAsset = {
  readonly contentType: string;
  /** Tells its bytes from others. */
  readonly integrity: string;
  readonly plain: Buffer;
  readonly brotli: Buffer;
  readonly gzip: Buffer;
};

/** The inbox that this version of the server gives to browsers of the team. */
export interface InboxAssets {
  /** The document of every screen; null when the inbox could not be built. */
  readonly document: string | null;
  /** By its path below `/inbox/`, such as `assets/index-….js`. */
  find(name: string): InboxAsset | null;
}

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.mp3': 'audio/mpeg',
  '.wav': 'audio/wav',
  '.webmanifest': 'application/manifest+json',
};

/** Reads what a build has left in a folder: each file when it is first asked for. Throws when it is not whole. */
export function readInboxAssets(folder: string): InboxAssets {
  const manifest: { files: readonly { name: string }[] } = JSON.parse(
    readFileSync(join(folder, 'manifest.json'), 'utf8'),
  );
  const names = new Set(manifest.files.map(({ name }) => name));
  const read = new Map<string, InboxAsset>();
  return {
    document: readFileSync(join(folder, 'index.html'), 'utf8'),
    find(name) {
      const contentType = TYPES[extname(name)];
      // Only what the build has named: no path leads elsewhere.
      if (!contentType || !names.has(name)) return null;
      const asset = read.get(name) ?? readAsset(join(folder, name), { contentType, integrity: name });
      read.set(name, asset);
      return asset;
    },
  };
}

const readAsset = (path: string, facts: Pick<InboxAsset, 'contentType' | 'integrity'>): InboxAsset => ({
  ...facts,
  plain: readFileSync(path),
  brotli: readFileSync(`${path}.br`),
  gzip: readFileSync(`${path}.gz`),
});

/** For a server whose inbox could not be built: it does everything else. */
export const NO_INBOX_ASSETS: InboxAssets = { document: null, find: () => null };
