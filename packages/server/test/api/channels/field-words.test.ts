import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { testApp } from '../../support/app.ts';

const app = testApp();
const path = new URL('../../../../inbox/src/messages/en/channelFields.json', import.meta.url);
type Words = Record<string, Record<string, { label: string; hint?: string; options?: Record<string, string> }>>;
const words: Words = JSON.parse(readFileSync(path, 'utf8'));

it('the inbox has the same English words for the fields of platforms as their definitions', () => {
  for (const { platform, fields } of app.current.parley.deps.channels.values()) {
    const shown = fields.filter(({ isGenerated, isShown }) => !isGenerated || isShown);
    const defined = shown.map(({ key, label, hint, choices }) => [key, label, hint, choices?.toSorted()]);
    const told = Object.entries(words[platform] ?? {}).map(([key, { label, hint, options }]) => [
      key,
      label,
      hint,
      options && Object.keys(options).toSorted(),
    ]);
    expect([platform, told]).toEqual([platform, defined]);
  }
});
