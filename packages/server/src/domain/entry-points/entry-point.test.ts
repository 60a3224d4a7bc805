import { describe, expect, it } from 'vitest';
import { changedParts, changeEntryPoint, newEntryPoint, shownStatus } from './entry-point.ts';
import { redirectUrl } from './redirect-url.ts';
import { boundedVisit } from './scan.ts';

const at = new Date('2026-05-22T14:00:00Z');
const identity = { workspaceId: 'w', id: 'i', type: 'qr_code', slug: 'abc' } as const;
const url = { type: 'url', url: 'https://example.com/' } as const;

describe('an entry point', () => {
  it('is unconfigured until it has a destination, then active', () => {
    const fresh = newEntryPoint(identity, { name: 'Table 12' }, at);
    expect(shownStatus(fresh)).toBe('unconfigured');
    const led = changeEntryPoint(fresh, { destination: url }, at);
    expect(shownStatus(led)).toBe('active');
    expect(shownStatus(changeEntryPoint(led, { destination: null }, at))).toBe('unconfigured');
  });

  it('stays inactive or archived, whatever its destination', () => {
    const made = newEntryPoint(identity, { name: 'Table 12', destination: url, status: 'inactive' }, at);
    expect(shownStatus(made)).toBe('inactive');
    expect(shownStatus(changeEntryPoint(made, { status: 'archived', destination: null }, at))).toBe('archived');
  });

  it('cannot be made active while it leads nowhere', () => {
    const fresh = newEntryPoint(identity, { name: 'Table 12' }, at);
    expect(() => changeEntryPoint(fresh, { status: 'active' }, at)).toThrow('no destination');
  });

  it('tells what a change has changed', () => {
    const made = newEntryPoint(identity, { name: 'Table 12', destination: url }, at);
    const next = changeEntryPoint(made, { name: 'Table 13', destination: { ...url }, description: undefined }, at);
    expect(changedParts(made, next)).toEqual(['name']);
  });
});

describe('a redirect', () => {
  it.each([
    ['https://example.com/a?x=1#f', [], [], 'https://example.com/a?x=1#f'],
    ['https://example.com/a?x=1', [{ key: 'x', value: '2' }], [], 'https://example.com/a?x=2'],
    [
      'https://example.com/?a=0',
      [{ key: 'utm', value: 'poster' }],
      [
        { key: 'utm', value: 'mine' },
        { key: 'utm', value: 'twice' },
      ],
      'https://example.com/?a=0&utm=mine&utm=twice',
    ],
    [
      'https://example.com',
      [],
      [{ key: 'next', value: '//evil.example' }],
      'https://example.com/?next=%2F%2Fevil.example',
    ],
  ])('from %s with %j and the visitor’s %j goes to %s', (stored, params, query, target) => {
    expect(redirectUrl(stored, params, query)).toBe(target);
  });
});

it('keeps what a browser sends within bounds', () => {
  const query = Array.from({ length: 50 }, (_, i) => ({ key: `k${i}`, value: `\0${'x'.repeat(1_000)}` }));
  const visit = boundedVisit({ query, userAgent: `\ud800${'y'.repeat(2_000)}` });
  expect(visit.query).toHaveLength(20);
  expect(visit.query.every(({ value }) => value.length <= 200 && !value.includes('\0'))).toBe(true);
  expect(visit.userAgent?.length).toBeLessThanOrEqual(500);
  expect(visit.userAgent?.isWellFormed()).toBe(true);
});
