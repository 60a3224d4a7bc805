import { expect, it } from 'vitest';
import { commonChanges, destinationToSend, NEW_ENTRY } from './draft.ts';

it('says where an entry point leads, and nothing of where it does not', () => {
  const both = { chatbot: 'a-1', url: ' https://example.com/menu ' };
  expect(destinationToSend({ type: 'none', ...both })).toBeNull();
  expect(destinationToSend({ type: 'chatbot', ...both })).toEqual({ type: 'chatbot', chatbot: 'a-1' });
  expect(destinationToSend({ type: 'url', ...both })).toEqual({ type: 'url', url: 'https://example.com/menu' });
});

it('sends only what was changed', () => {
  expect(commonChanges({})).toEqual({});
  expect(commonChanges({ description: '' })).toEqual({ description: null });
  expect(commonChanges({ name: 'Table 12', destination: NEW_ENTRY.destination })).toEqual({
    name: 'Table 12',
    destination: null,
  });
});
