import { expect, it } from 'vitest';
import { parted, SETTING_GROUPS } from './setting-fields.ts';

it('writes to each API what it has, an emptied text too', () => {
  const changes = { greeting: 'Hello', people_enabled: false, description: '' };
  expect(parted(changes)).toEqual([{ description: '' }, { greeting: 'Hello', people_enabled: false }]);
});

it('names each setting once', () => {
  const names = SETTING_GROUPS.flatMap(({ fields }) => fields.map(({ name }) => name));
  expect(new Set(names).size).toBe(names.length);
});
