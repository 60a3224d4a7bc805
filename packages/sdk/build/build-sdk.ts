import { execFile } from 'node:child_process';
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build, defaultClientConditions } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('../', import.meta.url));
const dist = join(root, 'dist');
const TSC = fileURLToPath(import.meta.resolve('typescript/package.json')).replace('package.json', 'bin/tsc');

/** Where a declaration finds what the sources import by the name of a package of this repository. */
const DECLARATIONS: Readonly<Record<string, string>> = {
  '@parley/protocol': 'protocol/src/index.js',
  '@parley/protocol/api': 'protocol/src/api/index.js',
};

/**
 * Makes what others install, in `dist`: plain JavaScript that imports no package, and declarations, those of the protocol
 * among them. Run by `npm pack` and `npm publish`. Throws when the sources do not compile.
 */
async function buildSdk(): Promise<void> {
  await rm(dist, { recursive: true, force: true });
  await Promise.all([writeModule(), writeDeclarations()]);
  await cp(join(root, '../../LICENSE'), join(dist, 'LICENSE'));
}

async function writeModule(): Promise<void> {
  await build({
    root,
    configFile: false,
    envFile: false,
    publicDir: false,
    logLevel: 'error',
    resolve: { conditions: ['parley-source', ...defaultClientConditions] },
    build: {
      outDir: dist,
      emptyOutDir: false,
      target: 'es2022',
      minify: false,
      lib: { entry: join(root, 'src/index.ts'), formats: ['es'], fileName: () => 'index.js' },
    },
  });
}

async function writeDeclarations(): Promise<void> {
  await promisify(execFile)(process.execPath, [TSC, '-p', here]);
  const types = join(dist, 'types');
  for (const name of await readdir(types, { recursive: true })) {
    if (!name.endsWith('.d.ts')) continue;
    const file = join(types, name);
    await writeFile(file, withAddresses(await readFile(file, 'utf8'), relative(dirname(name), '.')));
  }
}

/** Imports as they are resolved outside of this repository: `./call.ts` is `./call.js`, the protocol lies beside. */
const withAddresses = (declaration: string, toTypes: string): string =>
  declaration.replaceAll(/(from |import\()(["'])([^"']+)\2/g, (_all, before: string, quote: string, name: string) => {
    const beside = DECLARATIONS[name];
    const address = beside ? `${toTypes}/${beside}` : name.replace(/^(\..*)\.ts$/, '$1.js');
    return `${before}${quote}${address}${quote}`;
  });

await buildSdk();
