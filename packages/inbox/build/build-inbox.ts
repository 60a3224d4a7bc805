import { readFileSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildOnce, writeCompressed } from '@parley/widget/build-once';
import { type Ingredients, sourceKey } from '@parley/widget/source-key';

/** What a build has made; `manifest.json` in its folder. Beside each file lie its `.br` and its `.gz`. */
export type InboxManifest = {
  /** Scripts that the first screen loads before anything shows, in English. */
  readonly first: readonly string[];
  readonly files: readonly { readonly name: string; readonly size: number; readonly brotli: number }[];
};

const dist = fileURLToPath(new URL('../dist/', import.meta.url));

const { dependencies }: { dependencies: Record<string, string> } = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
);

/** Every library that the inbox names is in what comes out, or makes it; the widget's shipped texts stand in a form. */
const INGREDIENTS: Ingredients = {
  folders: ['inbox/src', 'inbox/build', 'sdk/src', 'protocol/src', 'widget/src/texts'],
  libraries: Object.keys(dependencies).filter((name) => !name.startsWith('@parley/')),
};

/**
 * The folder with the inbox as it is now, built if the sources have changed since: then it takes some seconds, else
 * milliseconds. Several processes may call it at once. Throws when the sources do not compile.
 */
export const buildInbox = (): Promise<string> =>
  buildOnce({ dist, name: sourceKey(INGREDIENTS) }, async (folder) => {
    const { bundleInbox } = await import('./bundle-inbox.ts');
    const first = await bundleInbox(folder);
    const names = (await readdir(folder, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
    const files = await Promise.all(
      names.map(async (name) => {
        const path = join(folder, name);
        return { name, ...(await writeCompressed(path, await readFile(path))) };
      }),
    );
    const manifest: InboxManifest = { first, files };
    await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest, null, 2));
  });
