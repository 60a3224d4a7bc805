import { describe, expect, it } from 'vitest';
import { entryFor } from './entry-for.ts';

const pressed = (press: string, rest: { sequence?: string; isTyping?: boolean } = {}) => ({
  press,
  sequence: rest.sequence ?? null,
  isTyping: rest.isTyping ?? false,
});

describe('a key that several parts of the screen have', () => {
  let hasFocus = false;
  const list = { name: 'list', keys: 'e', isMeant: () => hasFocus };
  const header = { name: 'header', keys: 'e' };

  it.each([
    ['whichever came first', [list, header]],
    ['whichever came last', [header, list]],
  ])('is for the list while that has the focus, else for the conversation, %s', (_, entries) => {
    hasFocus = true;
    expect(entryFor(entries, pressed('e'))?.name).toBe('list');
    hasFocus = false;
    expect(entryFor(entries, pressed('e'))?.name).toBe('header');
  });

  it('is for nobody where the only one says that it is not meant', () => {
    hasFocus = false;
    expect(entryFor([list], pressed('e'))).toBeUndefined();
  });

  it('is for the later of two that do not care, and not heard while somebody types', () => {
    const [one, two] = [
      { name: 'one', keys: 'g c' },
      { name: 'two', keys: 'g c' },
    ];
    expect(entryFor([one, two], pressed('c', { sequence: 'g c' }))?.name).toBe('two');
    expect(entryFor([one], pressed('c', { sequence: 'g c', isTyping: true }))).toBeUndefined();
    expect(entryFor([{ ...one, whileTyping: true }], pressed('g c', { isTyping: true }))?.name).toBe('one');
  });
});
