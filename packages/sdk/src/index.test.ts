import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

/** Every module that loading `file` would load: relative ones are followed, packages are listed by name. */
function loaded(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(
    /^(?:import|export) (?!type\b)[^;]*?from '([^']+)';/gm,
  )) {
    if (name === '@parley/protocol') loaded(fileURLToPath(import.meta.resolve('@parley/protocol')), seen);
    else if (name.startsWith('.')) loaded(fileURLToPath(new URL(name, `file://${file}`)), seen);
    else seen.add(name);
  }
  return seen;
}

it('the client loads neither zod nor anything of Node', () => {
  const modules = [...loaded(fileURLToPath(new URL('./index.ts', import.meta.url)))];
  expect(modules.filter((name) => !name.startsWith('/'))).toEqual([]);
  expect(modules.some((name) => name.endsWith('/api/endpoint-table.ts'))).toBe(true);
});
