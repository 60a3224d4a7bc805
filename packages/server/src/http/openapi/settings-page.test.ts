import { readFileSync } from 'node:fs';
import { ChatbotSettingsSchema, WidgetConfigurationPatchSchema } from '@parley/protocol/api';
import { expect, it } from 'vitest';

const page = readFileSync(new URL('../../../../../docs/api/settings.md', import.meta.url), 'utf8');

/** The names in the first column of the table that has this heading there. */
function listedUnder(heading: string): string[] {
  const table = page.slice(page.indexOf(`\n| ${heading} |`) + 1).split('\n\n')[0] ?? '';
  return [...table.matchAll(/^\| `(\w+)` \|/gm)]
    .map(([, name = '']) => name)
    .filter((name) => `\`${name}\`` !== heading);
}

it.each([
  ['`chatbot_settings`', ChatbotSettingsSchema],
  ['Widget', WidgetConfigurationPatchSchema],
])('docs/api/settings.md lists each of %s, and no setting that does not exist', (heading, schema) => {
  expect(listedUnder(heading).toSorted()).toEqual(Object.keys(schema.shape).toSorted());
});
