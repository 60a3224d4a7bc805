import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const packages = fileURLToPath(new URL('../../', import.meta.url));

/** What a build is made of: folders of `packages/`, and the libraries whose versions change what comes out. */
export type Ingredients = { readonly folders: readonly string[]; readonly libraries: readonly string[] };

/** Changes whenever a build of these could come out differently. Reads some hundred small files: it takes milliseconds. */
export function sourceKey({ folders, libraries }: Ingredients): string {
  const hash = createHash('sha256');
  for (const name of libraries) hash.update(`${name} ${installedVersion(name)}\n`);
  for (const folder of folders) {
    const entries = readdirSync(join(packages, folder), { recursive: true, encoding: 'utf8' });
    for (const name of entries.filter(isSource).sort()) {
      hash.update(`${folder}/${name}\n`).update(readFileSync(join(packages, folder, name)));
    }
  }
  return hash.digest('hex').slice(0, 16);
}

const isSource = (name: string): boolean => /\.(tsx?|css|json|html|svg)$/.test(name) && !/\.test\.tsx?$/.test(name);

function installedVersion(name: string): string {
  const file = join(packages, '..', 'node_modules', name, 'package.json');
  const manifest: { version: string } = JSON.parse(readFileSync(file, 'utf8'));
  return manifest.version;
}
