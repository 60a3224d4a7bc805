import { describe, expect, it } from 'vitest';
import { cleanFileName, requireAllowedType } from './file-rules.ts';

describe('the name of a file', () => {
  it.each([
    ['photo.png', 'image/png', 'photo.png'],
    ['Überweisung März.pdf', 'application/pdf', 'Überweisung März.pdf'],
    ['../../etc/passwd', 'image/png', 'passwd.png'],
    ['C:\\Users\\June\\me.JPG', 'image/jpeg', 'me.JPG'],
    ['invoice.exe', 'application/pdf', 'invoice.exe.pdf'],
    ['page.html', 'image/gif', 'page.html.gif'],
    ['annual\u202Egnp.exe', 'image/png', 'annualgnp.exe.png'],
    ['a\u0000b\r\nc\u200B.png', 'image/png', 'abc.png'],
    ['', 'image/webp', 'file.webp'],
    ['...', 'image/png', 'file.png'],
    ['.png', 'image/png', 'png.png'],
    ['what? "this" | that.png', 'image/png', 'what_ _this_ _ that.png'],
  ])('of %j with the bytes of %s is %j', (given, contentType, shown) => {
    expect(cleanFileName(given, contentType)).toBe(shown);
  });

  it('is cut between characters', () => {
    const shown = cleanFileName(`${'😀'.repeat(500)}.png`, 'image/png');
    expect(shown).toBe(`${'😀'.repeat(120)}.png`);
  });
});

it('names what a file is that cannot be attached', () => {
  expect(() => requireAllowedType('image/svg+xml')).toThrow(/image\/svg\+xml.*PNG, JPEG, GIF, WebP.*PDF/);
  expect(() => requireAllowedType('application/octet-stream')).toThrow(/no type that is known/);
  expect(() => requireAllowedType('constructor')).toThrow();
  expect(() => requireAllowedType('image/png')).not.toThrow();
});
