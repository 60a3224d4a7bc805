import { expect, it } from 'vitest';
import { overVersion, typedOver } from './typed-text.ts';

const text = (content: string) => ({ title: 'Returns', description: '', content, tags: ['a'] });
const typed = (content: string, sent: string | null = null) => ({
  ...typedOver('1', text('thirty days')),
  text: text(content),
  sent: sent === null ? null : text(sent),
});

it('stays as it is while the same version is stored', () => {
  const before = typed('ninety days');
  expect(overVersion(before, '1', text('thirty days'))).toBe(before);
});

it('goes on over what was sent from here, with what was typed since', () => {
  expect(overVersion(typed('ninety days or more', 'ninety days'), '2', text('ninety days'))).toEqual({
    version: '2',
    text: text('ninety days or more'),
    sent: null,
    replaced: 0,
  });
});

it('gives its place to a version that came otherwise, such as one that is restored', () => {
  const now = overVersion(typed('ninety days', 'ninety days'), '3', text('one week'));
  expect(now).toEqual({ version: '3', text: text('one week'), sent: null, replaced: 1 });
  expect(overVersion(now, '4', text('one week'))).toEqual({ ...now, version: '4' });
});
