import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const folder = new URL('../docs/decisions/', import.meta.url);

it.each(readdirSync(folder))('%s has a title with its number', (file) => {
  const [title = ''] = readFileSync(new URL(file, folder), 'utf8').split('\n');
  expect(title).toMatch(new RegExp(`^# ${Number.parseInt(file, 10)}\\. \\S`));
});
