import { expect, it } from 'vitest';
import { seenKeys } from './seen-keys.ts';

const visitor = { name: null, email: null, phone: null, label: null };

it('are those of visitors first, each once with its newest value that there is', () => {
  const conversations = [
    { metadata: { plan: null, cart: 2 }, unverifiedKeys: ['cart'], visitor },
    { metadata: { plan: 'pro', cart: 1 }, unverifiedKeys: [], visitor: { ...visitor, email: 'june@example.com' } },
  ];
  expect(seenKeys(conversations)).toEqual([
    { key: 'visitor_email', sample: 'june@example.com', isVerified: true },
    { key: 'visitor_label', sample: null, isVerified: true },
    { key: 'visitor_name', sample: null, isVerified: true },
    { key: 'visitor_phone_number', sample: null, isVerified: true },
    { key: 'cart', sample: 2, isVerified: false },
    { key: 'plan', sample: 'pro', isVerified: true },
  ]);
});
