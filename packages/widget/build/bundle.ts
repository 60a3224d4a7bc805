import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, defaultClientConditions, type InlineConfig, type Rolldown } from 'vite';
import { terse } from './terse.ts';
import { languagesIn, wordGroups } from './word-groups.ts';

/** One script as sites load it. */
export type Script = { readonly name: string; readonly code: string; readonly integrity: string };

/** The scripts of the widget, and how the loader comes by the others. */
export type Bundle = {
  readonly version: string;
  readonly loader: Script;
  /** The launcher, the app and their chunks. */
  readonly modules: readonly Script[];
  /** Names of the modules that each first conversation loads. */
  readonly needed: readonly string[];
  /** By language the module with what a first conversation says. */
  readonly words: Readonly<Record<string, string>>;
  /** What is asked before a first conversation, and after a thumb. */
  readonly questions: string;
};

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/**
 * Makes all scripts from the sources, which lie in `src` of `root`; the same sources give the same bytes. Throws when they
 * do not compile.
 */
export async function bundle(packageVersion: string, root = ROOT): Promise<Bundle> {
  const chunks = await run(appConfig(root));
  const modules = chunks.map((chunk) => script(chunk.fileName, chunk.code));
  // The shorter hash: they cannot be compressed, and each page loads all of them.
  const pins = Object.fromEntries(modules.map(({ name, code }) => [name, hashOf('sha256', code)]));
  const [launcher, app] = [withImports(chunks, 'launcher'), withImports(chunks, 'app')];
  const [made] = await run(loaderConfig(root, { launcher, app, pins }));
  if (!made) throw new Error('the build of the widget gave no loader');
  const version = `${packageVersion}-${createHash('sha256').update(made.code).digest('hex').slice(0, 10)}`;
  return {
    version,
    loader: script(`loader-${version}.js`, made.code),
    modules,
    needed: [...new Set([...launcher, ...app])],
    words: Object.fromEntries(
      languagesIn(root).map((language) => [language, named(chunks, `texts/${language}.ts?first`)]),
    ),
    questions: named(chunks, 'app/questions.ts'),
  };
}

/** The file of the chunk that a source begins. */
function named(chunks: readonly Rolldown.OutputChunk[], source: string): string {
  const chunk = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(`/src/${source}`));
  if (!chunk) throw new Error(`the build of the widget gave no chunk of ${source}`);
  return chunk.fileName;
}

/** A module that the loader imports, and after it those that it cannot begin without. */
function withImports(chunks: readonly Rolldown.OutputChunk[], name: string): string[] {
  const entry = chunks.find((chunk) => chunk.isEntry && chunk.name === name);
  if (!entry) throw new Error(`the build of the widget gave no ${name}`);
  const names = new Set([entry.fileName]);
  for (const each of names)
    for (const next of chunks.find(({ fileName }) => fileName === each)?.imports ?? []) names.add(next);
  return [...names];
}

/** What a browser compares a script with before it runs it. */
export const integrityOf = (code: string): string => `sha384-${hashOf('sha384', code)}`;

const hashOf = (algorithm: string, code: string): string => createHash(algorithm).update(code).digest('base64');

const script = (name: string, code: string): Script => ({ name, code, integrity: integrityOf(code) });

const COMMON = {
  configFile: false,
  envFile: false,
  publicDir: false,
  logLevel: 'error',
  mode: 'production',
  // The SDK as it stands here, not as it was last packed.
  resolve: { conditions: ['parley-source', ...defaultClientConditions] },
  // Said here: by itself it goes by NODE_ENV, and tests would hold another widget, with the paths of its sources inside.
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact', development: false } },
} satisfies InlineConfig;

/** Browsers since 2022. Older syntax would bring helpers, for browsers that lack what the chat is built on. */
const TARGET = 'es2022';

const appConfig = (root: string): InlineConfig => ({
  ...COMMON,
  root,
  base: './',
  build: {
    write: false,
    target: TARGET,
    // A library: what else looks ahead for styles of chunks would only be weight, as there are none.
    lib: {
      entry: { app: join(root, 'src/app/main.tsx'), launcher: join(root, 'src/launcher/main.ts') },
      formats: ['es'],
    },
    rolldownOptions: {
      plugins: [wordGroups, terse],
      // What the app shares with its late parts stays in the app: a part that imports it finds it there.
      preserveEntrySignatures: 'allow-extension',
      output: { minify: true, comments: false, entryFileNames: '[name]-[hash].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
});

const loaderConfig = (root: string, modules: object): InlineConfig => ({
  ...COMMON,
  root,
  define: { __PARLEY_MODULES__: JSON.stringify(modules) },
  build: {
    write: false,
    target: TARGET,
    lib: {
      entry: join(root, 'src/loader/main.ts'),
      formats: ['iife'],
      name: 'ParleyLoader',
      fileName: () => 'loader.js',
    },
    rolldownOptions: { plugins: [terse] },
  },
});

async function run(config: InlineConfig): Promise<Rolldown.OutputChunk[]> {
  const result = await build(config);
  const outputs = Array.isArray(result) ? result : 'output' in result ? [result] : [];
  return outputs.flatMap(({ output }) => output).filter((file) => file.type === 'chunk');
}
