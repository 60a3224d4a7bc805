import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildOnce, writeCompressed } from './build-once.ts';
import type { Bundle, Script } from './bundle.ts';
import { type Ingredients, sourceKey } from './source-key.ts';

/** What a build has made; `manifest.json` in its folder. Beside each file lie its `.br` and its `.gz`. */
export type WidgetManifest = {
  /** Changes with the bytes of the loader, and so with those of everything that it loads. */
  readonly version: string;
  readonly loader: string;
  /** What each first conversation loads, beside the loader. */
  readonly needed: readonly string[];
  /** By language what it loads to speak. */
  readonly words: Readonly<Record<string, string>>;
  /** What it loads where something is asked before it, or after a thumb. */
  readonly questions: string;
  readonly files: readonly WidgetFile[];
};

export type WidgetFile = {
  readonly name: string;
  readonly size: number;
  /** Bytes as they travel, compressed by brotli. */
  readonly brotli: number;
  readonly integrity: string;
};

const dist = fileURLToPath(new URL('../dist/', import.meta.url));

/** All that goes into the widget, and more: what the server alone needs of the protocol costs a build too many at most. */
const INGREDIENTS: Ingredients = {
  folders: ['widget/src', 'widget/build', 'sdk/src', 'protocol/src'],
  libraries: ['vite', 'preact'],
};

/**
 * The folder with the scripts of the widget as they are now, built if the sources have changed since: then it takes about
 * a second, else some milliseconds. Several processes may call it at once. Throws when the sources do not compile, and
 * where nothing can be written.
 */
export const buildWidget = (): Promise<string> =>
  buildOnce({ dist, name: sourceKey(INGREDIENTS) }, async (folder) => {
    const { bundle } = await import('./bundle.ts');
    await write(folder, await bundle(packageVersion()));
  });

async function write(folder: string, { loader, modules, ...facts }: Bundle): Promise<void> {
  const files = await Promise.all([loader, ...modules].map((script) => writeScript(folder, script)));
  const manifest: WidgetManifest = { ...facts, loader: loader.name, files };
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest, null, 2));
}

async function writeScript(folder: string, { name, code, integrity }: Script): Promise<WidgetFile> {
  return { name, ...(await writeCompressed(join(folder, name), Buffer.from(code))), integrity };
}

function packageVersion(): string {
  const { version }: { version: string } = JSON.parse(
    readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
  );
  return version;
}
