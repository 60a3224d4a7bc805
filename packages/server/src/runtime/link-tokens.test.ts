import { describe, expect, it } from 'vitest';
import { createLinkTokens } from './link-tokens.ts';
import { createSecretBox } from './secret-box.ts';

const tokens = (secret = 'a secret for tests', at = 0) =>
  createLinkTokens(createSecretBox(secret, 'links'), () => new Date(at));

describe('a link token', () => {
  it('gives back what was sealed, for its purpose alone', () => {
    const token = tokens().seal('entry', { id: '1' }, 1_000);
    expect(token).toMatch(/^[\w-]+$/);
    expect(tokens().open('entry', token)).toEqual({ id: '1' });
    expect(tokens().open('conversation', token)).toBeNull();
  });

  it('is no good when it is too old', () => {
    const token = tokens().seal('entry', { id: '1' }, 1_000);
    expect(tokens(undefined, 999).open('entry', token)).toEqual({ id: '1' });
    expect(tokens(undefined, 1_000).open('entry', token)).toBeNull();
  });

  it('is no good when any of it is changed, or of another secret', () => {
    const token = tokens().seal('entry', { id: '1' }, 1_000);
    expect(tokens('another secret of tests').open('entry', token)).toBeNull();
    for (let i = 0; i < token.length - 1; i += 1) {
      const forged = token.slice(0, i) + (token[i] === 'A' ? 'B' : 'A') + token.slice(i + 1);
      expect(tokens().open('entry', forged)).toBeNull();
    }
    for (const text of ['', 'x', token.slice(0, 20), `${token}AAAA`]) expect(tokens().open('entry', text)).toBeNull();
  });
});
