import { expect, it } from 'vitest';
import { draftOf, isStricter, rulesOf } from './retention-rules.ts';

const off = {
  delete_conversations_after_days: null,
  delete_attachments_after_days: null,
};

it('reads the rules into a form and back', () => {
  const stored = { ...off, delete_attachments_after_days: 30 };
  expect(rulesOf(draftOf(stored))).toEqual(stored);
  expect(draftOf(stored).delete_attachments_after_days).toEqual({ isOn: true, days: '30' });
});

it('sends what is no number of days as one that is refused', () => {
  const draft = { ...draftOf(off), delete_attachments_after_days: { isOn: true, days: 'a year' } };
  expect(rulesOf(draft).delete_attachments_after_days).toBe(0);
});

it('is stricter where a rule takes more than before', () => {
  const rules = { ...off, delete_conversations_after_days: 365 };
  expect(isStricter(off, rules)).toBe(true);
  expect(isStricter(rules, { ...rules, delete_conversations_after_days: 364 })).toBe(true);
  expect(isStricter(rules, { ...rules, delete_conversations_after_days: 366 })).toBe(false);
  expect(isStricter(rules, off)).toBe(false);
  expect(isStricter(rules, { ...rules, delete_conversations_after_days: 400, delete_attachments_after_days: 9 })).toBe(
    true,
  );
});
