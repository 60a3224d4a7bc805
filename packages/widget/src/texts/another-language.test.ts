import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { bundle } from '../../build/bundle.ts';

const widget = fileURLToPath(new URL('../..', import.meta.url));

/** A copy of the sources, where packages are found as they are beside the original. */
async function copyOfSources(): Promise<string> {
  await mkdir(join(widget, 'dist'), { recursive: true });
  const root = await mkdtemp(join(widget, 'dist/seventh-'));
  await cp(join(widget, 'src'), join(root, 'src'), { recursive: true });
  return root;
}

it('a language is one file: its chunk speaks for launcher and chat, and both find it', {
  timeout: 60_000,
}, async () => {
  const root = await copyOfSources();
  try {
    const english = await readFile(join(root, 'src/texts/en.ts'), 'utf8');
    const [, ...keys] = english.split(/^ {2}(?=\w+: )/m).map((line) => line.split(':')[0]);
    const words = keys.map((key) => `  ${key}: 'it ${key}',\n`).join('');
    await writeFile(join(root, 'src/texts/it.ts'), `export const TEXTS = {\n${words}};\n`);
    const made = await bundle('0', root);
    const code = (start: string) => made.modules.find(({ name }) => name.startsWith(start))?.code ?? '';
    expect(Object.keys(made.words).sort()).toEqual(['ar', 'de', 'en', 'es', 'fr', 'it', 'pl']);
    const name = made.words.it ?? '';
    expect(code('it-')).toMatch(/it open[\s\S]*it inputLabel/);
    expect(code('it-')).not.toContain('it forgetText');
    expect(code('extras-')).toContain('it forgetText');
    for (const reader of ['launcher-', 'app-']) expect(code(reader)).toContain(name);
    expect(made.loader.code).toContain(name);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
});
