import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build, type Rolldown } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const PROGRAM = `import { createAgentClient, createVisitorClient, createWorkspaceClient, loadParley, memoryStorage } from '@parley/sdk';
const agent = createAgentClient({ baseUrl: 'http://127.0.0.1:9', token: 't' });
const visitor = createVisitorClient({ baseUrl: 'http://127.0.0.1:9', scenarioId: 'k3x9p2m7qa', storage: memoryStorage() });
const refused = await loadParley({ host: 'http://127.0.0.1:9', scenarioId: 'k3x9p2m7qa' }).catch((error) => error.message);
console.log(typeof agent.chat, visitor.state.connection, typeof createWorkspaceClient, refused);
`;
const CONSUMER = `import { createAgentClient, createVisitorClient, loadParley, type Parley } from '@parley/sdk';
const agent = createAgentClient({ baseUrl: 'https://chat.example.com', token: 't' });
export const reply: string = (await agent.chat({ scenario_id: 'k3x9p2m7qa', text: 'Hello' })).reply;
const visitor = createVisitorClient({ baseUrl: 'https://chat.example.com', scenarioId: 'k3x9p2m7qa' });
visitor.subscribe(({ conversation, outbox }) => console.log(conversation?.entries.length, outbox[0]?.text));
export const parley: Parley = await loadParley({ host: 'https://chat.example.com', scenarioId: 'k3x9p2m7qa' });
parley.on('reply', ({ text, author }) => console.log(text.length, author === 'ai_assistant'));
// @ts-expect-error a theme is light, dark or auto
parley.theme('pink');
// @ts-expect-error a chat has a text
await agent.chat({ scenario_id: 'k3x9p2m7qa' });
`;

let folder: string;
const run = async (command: string, ...args: string[]): Promise<string> =>
  (await promisify(execFile)(command, args, { cwd: folder })).stdout;

/** The project of somebody else: the package out of its file, and zod beside it as `npm install` would put it there. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-packed-'));
  const packing = ['pack', '--workspace', '@parley/sdk', '--pack-destination', folder, '--silent'];
  await promisify(execFile)('npm', packing, { cwd: ROOT });
  const [tarball = ''] = (await readdir(folder)).filter((name) => name.endsWith('.tgz'));
  const installed = join(folder, 'node_modules/@parley/sdk');
  await mkdir(installed, { recursive: true });
  await run('tar', '-xzf', tarball, '--strip-components=1', '-C', installed);
  await cp(join(ROOT, 'node_modules/zod'), join(folder, 'node_modules/zod'), { recursive: true });
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  await writeFile(join(folder, 'program.mjs'), PROGRAM);
  await writeFile(join(folder, 'consumer.ts'), CONSUMER);
}, 180_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the packed SDK', () => {
  it('asks for no package but zod, which only its types need', async () => {
    const manifest = JSON.parse(await readFile(join(folder, 'node_modules/@parley/sdk/package.json'), 'utf8'));
    expect(Object.keys(manifest.dependencies)).toEqual(['zod']);
    const files = await readdir(join(folder, 'node_modules/@parley/sdk'), { recursive: true });
    expect(files).toEqual(expect.arrayContaining(['README.md', 'dist/LICENSE', 'dist/index.js']));
    const scripts = files.filter((name) => name.endsWith('.js'));
    const code = await Promise.all(
      scripts.map((name) => readFile(join(folder, 'node_modules/@parley/sdk', name), 'utf8')),
    );
    const imports = code.flatMap((text) => [...text.matchAll(/\b(?:from|import)\s*\(?\s*["']([^"']+)["']/g)]);
    expect(imports.map(([, name]) => name).filter((name) => !name?.startsWith('./'))).toEqual([]);
  });

  it('runs under the Node of the tests, and under the one that Parley brings', async () => {
    const said = 'function idle function loadParley needs a page: call it in a browser, not on a server.\n';
    for (const node of [process.execPath, join(ROOT, 'node_modules/.bin/node'), ...olderNode()]) {
      expect([node, await run(node, 'program.mjs')]).toEqual([node, said]);
    }
  });

  it('is bundled by what a page needs of it, without the rest', async () => {
    await writeFile(join(folder, 'page.js'), "export { loadParley } from '@parley/sdk';");
    const result = await build({
      root: folder,
      configFile: false,
      logLevel: 'error',
      build: { write: false, lib: { entry: join(folder, 'page.js'), formats: ['es'] } },
    });
    const [made] = Array.isArray(result) ? result : [];
    const chunks = made?.output.filter((file): file is Rolldown.OutputChunk => file.type === 'chunk') ?? [];
    const code = chunks.map((chunk) => chunk.code).join('');
    expect(code).toContain('/widget.js');
    expect(code.length).toBeLessThan(6000);
  });

  it.each(['NodeNext', 'Bundler'])(
    'gives a strict program its types, by the resolution %s',
    async (resolution) => {
      const how = ['--strict', '--noEmit', '--target', 'es2024', '--lib', 'es2024,dom,dom.iterable', '--types', ''];
      const module = resolution === 'Bundler' ? 'esnext' : 'nodenext';
      const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
      const asked = [...how, '--module', module, '--moduleResolution', resolution, '--exactOptionalPropertyTypes'];
      const compiled = run(join(ROOT, 'node_modules/.bin/node'), tsc, ...asked, 'consumer.ts');
      expect(await compiled.catch(({ stdout }) => stdout)).toBe('');
    },
    120_000,
  );
});

/** A Node 20 of the machine, where there is one. */
function olderNode(): string[] {
  const { PARLEY_TEST_NODE_20: node } = process.env;
  return node ? [node] : [];
}
