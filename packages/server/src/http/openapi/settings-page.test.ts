import { readFileSync } from 'node:fs';
import { ChatbotSettingsSchema } from '@parley/protocol/api';
import { expect, it } from 'vitest';

it('docs/api/settings.md lists each setting, and no setting that does not exist', () => {
  const page = readFileSync(new URL('../../../../../docs/api/settings.md', import.meta.url), 'utf8');
  const listed = [...page.matchAll(/^\| `(\w+)` \|/gm)]
    .map((match) => match[1])
    .filter((name) => name !== 'chatbot_settings');
  expect(listed.toSorted()).toEqual(Object.keys(ChatbotSettingsSchema.shape).toSorted());
});
