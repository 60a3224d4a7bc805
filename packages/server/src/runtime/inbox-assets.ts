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

type Log = { error(facts: object, message: string): void };

/**
 * Reads what a build has left in a folder: each file when it is first asked for. Throws when it is not whole. A file that
 * is gone since is like one that never was, and is told of once.
 */
export function readInboxAssets(folder: string, log: Log): InboxAssets {
  const manifest: { files: readonly { name: string }[] } = JSON.parse(
    readFileSync(join(folder, 'manifest.json'), 'utf8'),
  );
  const names = new Set(manifest.files.map(({ name }) => name));
  const read = new Map<string, InboxAsset>();
  const missed = new Set<string>();
  const readOrMiss = (name: string, contentType: string): InboxAsset | null => {
    try {
      return readAsset(join(folder, name), { contentType, integrity: name });
    } catch (error) {
      if (!isGone(error)) throw error;
      if (!missed.has(name))
        log.error({ err: error, file: name }, 'a file of the inbox is gone: start the server anew');
      missed.add(name);
      return null;
    }
  };
  return {
    document: readFileSync(join(folder, 'index.html'), 'utf8'),
    find(name) {
      const contentType = TYPES[extname(name)];
      // Only what the build has named: no path leads elsewhere.
      if (!contentType || !names.has(name)) return null;
      const asset = read.get(name) ?? readOrMiss(name, contentType);
      if (asset) read.set(name, asset);
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

const isGone = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** For a server whose inbox could not be built: it does everything else. */
export const NO_INBOX_ASSETS: InboxAssets = { document: null, find: () => null };
