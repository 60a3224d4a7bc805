import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { build, defaultClientConditions, type Rolldown } from 'vite';

const ROOT = fileURLToPath(new URL('../src/', import.meta.url));

/** Browsers since 2023: the inbox is the team's own tool. */
const TARGET = 'es2022';

/** The SDK as it stands here, not as it was last packed; and libraries as they are shipped. */
const CONDITIONS = [
  'parley-source',
  ...defaultClientConditions.map((each) => (each === 'development|production' ? 'production' : each)),
];

/** What several screens share travels in few pieces: by itself each icon, and each part, would be a request of its own. */
const GROUPS = [
  { name: 'icons', test: /node_modules[\\/]lucide-react/, minShareCount: 2 },
  {
    name: 'shared',
    test: /\.m?[jt]sx?$/,
    minShareCount: 4,
    entriesAware: true,
    entriesAwareMergeThreshold: 12_000,
  },
];

/** The name of a group would list all who share it. */
const fileNameOf = ({ name }: { readonly name: string }): string => `assets/${name.replace(/~.*/, '')}-[hash].js`;

/** Builds the inbox into `outDir`; gives the scripts that its first screen cannot do without. */
export async function bundleInbox(outDir: string): Promise<string[]> {
  const result = await build({
    root: ROOT,
    base: '/inbox/',
    configFile: false,
    envFile: false,
    publicDir: false,
    logLevel: 'error',
    mode: 'production',
    plugins: [react(), tailwind()],
    resolve: { conditions: CONDITIONS },
    // Said here: by itself it goes by NODE_ENV, and tests would build and hold another inbox, with React's own checks inside.
    oxc: { jsx: { development: false } },
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir,
      emptyOutDir: false,
      target: TARGET,
      // Nothing inline: the policy of the page allows no data: fonts or scripts.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 2_000,
      rolldownOptions: { output: { codeSplitting: { groups: GROUPS }, chunkFileNames: fileNameOf } },
    },
  });
  const outputs = Array.isArray(result) ? result : 'output' in result ? [result] : [];
  const chunks = outputs.flatMap(({ output }) => output).filter((file) => file.type === 'chunk');
  const first = neededAtFirst(chunks);
  const words = chunks
    .filter(({ facadeModuleId }) => facadeModuleId?.endsWith('.json'))
    .map(({ fileName }) => fileName);
  await foretell(
    join(outDir, 'index.html'),
    first.filter((name) => !words.includes(name)),
  );
  return first;
}

/** Names the scripts in the document too, so that a browser asks for all of them at once; in which language is not known yet. */
async function foretell(path: string, scripts: readonly string[]): Promise<void> {
  const html = await readFile(path, 'utf8');
  const links = scripts
    .map((name) => `/inbox/${name}`)
    .filter((address) => !html.includes(`"${address}"`))
    .map((address) => `  <link rel="modulepreload" crossorigin href="${address}">\n`);
  await writeFile(path, html.replace('</head>', `${links.join('')}</head>`));
}

/** The entry, the screen that opens first with its words in English, and what all of these import. */
function neededAtFirst(chunks: readonly Rolldown.OutputChunk[]): string[] {
  const begun = chunks.filter(
    ({ isEntry, facadeModuleId }) => isEntry || FIRST_SCREEN.some((path) => facadeModuleId?.endsWith(path)),
  );
  const names = new Set(begun.map(({ fileName }) => fileName));
  for (const name of names)
    for (const next of chunks.find(({ fileName }) => fileName === name)?.imports ?? []) names.add(next);
  return [...names];
}

const FIRST_SCREEN = [
  '/src/routes/conversations.tsx',
  '/src/routes/no-conversation.tsx',
  '/src/messages/en/common.json',
  '/src/messages/en/list.json',
  '/src/messages/en/notifications.json',
  '/src/messages/en/words.json',
];
