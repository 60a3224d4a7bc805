import { describe, expect, it } from 'vitest';
import { EXTRA_STYLES } from '../../../widget/src/app/styles/extra-styles.ts';
import { FIELDS } from '../../../widget/src/app/styles/fields.ts';
import { FIRST_STYLES } from '../../../widget/src/app/styles/first-styles.ts';
import { VOICE_STYLES } from '../../../widget/src/app/styles/voice-styles.ts';
import { contrastOf, READABLE, textOn } from './contrast.ts';
import { COLOUR_PAIRS, type ColourSettings, coloursOf, contrastWarnings, hexColour } from './widget-colours.ts';

const PLAIN: ColourSettings = {
  theme: 'auto',
  customColours: {},
  headerColor: null,
  headerTextLight: null,
  primaryColor: null,
};

/** The same colours at each run (a linear congruential generator), the corners of the cube first. */
function* manyColours(count: number): Generator<string> {
  for (const corner of [0, 0x0000ff, 0x00ff00, 0xff0000, 0xffff00, 0xff00ff, 0x00ffff, 0xffffff, 0x767676, 0x777777])
    yield hex(corner);
  let state = 20_260_115;
  for (let made = 0; made < count; made += 1) {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    yield hex(state >>> 8);
  }
}
const hex = (value: number): string => `#${value.toString(16).padStart(6, '0').toUpperCase()}`;

describe('contrastOf', () => {
  it.each([
    ['#000000', '#FFFFFF', 21],
    ['#FFFFFF', '#FFFFFF', 1],
    ['#767676', '#FFFFFF', 4.54],
    ['#FF0000', '#FFFFFF', 4],
    ['#0000FF', '#000000', 2.44],
  ])('is of %s on %s what WCAG says: %d', (one, other, ratio) => {
    expect(contrastOf(one, other)).toBeCloseTo(ratio, 2);
    expect(contrastOf(other, one)).toBe(contrastOf(one, other));
  });
});

describe('the built-in schemes', () => {
  it('can be read whatever the primary colour is', () => {
    for (const primaryColor of manyColours(3_000)) {
      const schemes = coloursOf({ ...PLAIN, primaryColor });
      for (const scheme of [schemes.light, schemes.dark])
        for (const [text, background] of COLOUR_PAIRS) {
          const contrast = contrastOf(scheme[text], scheme[background]);
          if (contrast < READABLE) expect.fail(`${primaryColor}: ${text} on ${background} has ${contrast}`);
        }
      expect(contrastWarnings({ ...PLAIN, primaryColor })).toEqual([]);
    }
  });

  it('can be read whatever colour the header has', () => {
    for (const headerColor of manyColours(500))
      expect(contrastWarnings({ ...PLAIN, headerColor, primaryColor: '#007AFF' })).toEqual([]);
  });

  it('leave a colour as it is where it can be read', () => {
    const { light } = coloursOf({ ...PLAIN, primaryColor: '#1D4ED8' });
    expect(light).toMatchObject({ header: '#1D4ED8', accent: '#1D4ED8', link: '#1D4ED8', visitor_bubble: '#1D4ED8' });
  });
});

/** The rules of the chat: what they are for, and what they say. */
const RULES = [...`${FIRST_STYLES}${FIELDS}${EXTRA_STYLES}${VOICE_STYLES}`.matchAll(/([^{}]+)\{([^{}]*)\}/g)].map(
  ([, selector = '', body = '']) => ({ selector: selector.trim(), body }),
);

describe('what the chat draws', () => {
  const role = (value: string | undefined): string => (value ?? '').replaceAll('-', '_');

  it('are pairs of text and background that the server reckons with', () => {
    const known = COLOUR_PAIRS.flatMap(([text, background]) => [
      `${text} on ${background}`,
      `${background} on ${text}`,
    ]);
    const drawn = RULES.flatMap(({ body }) => {
      const background = /(?:^|;)background:var\(--([\w-]+)\)/.exec(body)?.[1];
      const text = /(?:^|;)color:var\(--([\w-]+)\)/.exec(body)?.[1];
      return background && text ? [`${role(text)} on ${role(background)}`] : [];
    });
    expect(new Set(drawn).size).toBeGreaterThan(6);
    // The danger of a button is ours, the same in each scheme.
    expect(drawn.filter((pair) => !known.includes(pair) && pair !== 'danger_text on danger')).toEqual([]);
    expect(contrastOf('#C5221F', '#FFFFFF')).toBeGreaterThanOrEqual(READABLE);
  });

  it('makes no text fainter than its colour, and lays nothing under it that is not reckoned with', () => {
    const faint = RULES.filter(({ selector, body }) => {
      const isNoText = /:disabled|^\d+%|^from|::before|\.typing i|\.icon-button:hover/.test(selector);
      return !isNoText && /(?:^|;)(?:opacity:\.|filter:|(?:color|background):(?:color-mix|var\(--hover))/.test(body);
    });
    // The bar of an upload has no text.
    expect(faint.map(({ selector }) => selector)).toEqual(['.parley .uploads progress']);
  });
});

describe('the theme of own colours', () => {
  it('has hints in the input that can be read, whatever is written there', () => {
    for (const colour of manyColours(300)) {
      const customColours = { input: colour, input_text: '#767676' };
      const settings = { ...PLAIN, theme: 'custom', customColours } as const;
      const { light } = coloursOf(settings);
      const onBoth = Math.min(contrastOf(light.soft_text, light.background), contrastOf(light.soft_text, light.input));
      const isWarned = contrastWarnings(settings).some(({ text }) => text === 'soft_text');
      expect(onBoth >= READABLE || isWarned, colour).toBe(true);
    }
    const grey = { ...PLAIN, theme: 'custom', customColours: { input: '#FFFFFF', input_text: '#767676' } } as const;
    expect(contrastWarnings(grey)).toEqual([]);
  });

  it('derives what is not given from what is', () => {
    for (const background of manyColours(300)) {
      const settings = { ...PLAIN, theme: 'custom', customColours: { background } } as const;
      const warnings = contrastWarnings(settings).filter(({ text }) => text === 'text' || text === 'input_text');
      expect(warnings).toEqual([]);
    }
  });

  it('keeps to the letter what is given, and warns of it', () => {
    const customColours = { background: '#FFFFFF', text: '#CCCCCC' };
    const settings = { ...PLAIN, theme: 'custom', customColours } as const;
    expect(coloursOf(settings).light).toMatchObject(customColours);
    expect(contrastWarnings(settings)).toEqual([
      { text: 'text', background: 'background', scheme: 'light', ratio: 1.6 },
    ]);
  });
});

describe('a light or dark text of the header', () => {
  it('is a choice that is kept, and warned of in the schemes that are shown', () => {
    const settings = { ...PLAIN, primaryColor: '#FFEE00', headerTextLight: true };
    expect(contrastWarnings(settings).map(({ text, scheme }) => [text, scheme])).toEqual([
      ['header_text', 'light'],
      ['header_text', 'dark'],
    ]);
    expect(contrastWarnings({ ...settings, theme: 'dark' }).map(({ scheme }) => scheme)).toEqual(['dark']);
  });
});

describe('textOn', () => {
  it('can always be read', () => {
    for (const colour of manyColours(2_000))
      expect(contrastOf(textOn(colour), colour)).toBeGreaterThanOrEqual(READABLE);
  });
});

it.each([
  ['rgb(0, 122, 255)', '#007AFF'],
  ['RGB( 1,2,3 )', '#010203'],
  ['#a0b1c2', '#A0B1C2'],
])('hexColour reads %s', (text, colour) => {
  expect(hexColour(text)).toBe(colour);
});
