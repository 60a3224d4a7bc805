import { describe, expect, it } from 'vitest';
import { nextPath } from './page-route.ts';

describe('where to go after signing in', () => {
  it.each([
    '/account',
    '/inbox/',
    '/inbox/0197a1b2-0000-7000-8000-000000000001/c/1',
    '/inbox/x?view=mine&q=lamp%20oil',
    '/inbox/x?status=open,closed&metadata=plan:pro&url=https://shop.example/a?b=c',
    '/invitations/a.b~c-d_e%2Ff',
    '/inbox?',
    `/inbox?q=${'x'.repeat(2_000 - '/inbox?q='.length)}`,
  ])('%s is ours', (given) => {
    expect(nextPath(given)).toBe(given);
  });

  it.each([
    '',
    '/',
    'inbox',
    '//evil.example',
    '///evil.example',
    '/inbox//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/inbox\\..\\evil',
    '/inbox?q=\\evil.example',
    'https://evil.example/inbox',
    'javascript:alert(1)',
    '/.//evil.example',
    '/%2f%2fevil.example',
    '/@evil.example',
    '/inbox@evil.example',
    ' /inbox',
    '/inbox ',
    '/\t/evil.example',
    '/inbox\r\nset-cookie: a=b',
    '/inbox?q=\r\nset-cookie: a=b',
    '/inbox?q=\n',
    '/inbox\n',
    '/inbox?q=\u0000',
    '/inbox?q=\u007f',
    '/inbox?q=\u2028',
    '/inbox?q=ł',
    '/inbox#/evil',
    '/sign-in',
    '/sign-in?next=/sign-in',
    '/sign-out',
    `/inbox?q=${'x'.repeat(2_000)}`,
  ])('%j is not', (given) => {
    expect(nextPath(given)).toBe('/inbox');
  });
});
