import { expect, it } from 'vitest';
import { readColour } from './read-colour.ts';
import { faintTexts, schemeOf } from './scheme-of.ts';

const VALUES = {
  theme: 'custom',
  primary_color: '#1f5eff',
  header_color: 'rgb(31, 94, 255)',
  header_text_color: true,
} as const;

it('draws own colours over those that follow from them', () => {
  const scheme = schemeOf({ ...VALUES, custom_colors: { background: '#102030', link: 'rgb(200, 220, 255)' } });
  expect(scheme).toMatchObject({ background: '#102030', input: '#102030', link: '#C8DCFF', header: '#1F5EFF' });
});

it('takes a colour that is still being typed for one that was left out', () => {
  expect(schemeOf({ ...VALUES, custom_colors: { background: '#12' } })).toEqual(
    schemeOf({ ...VALUES, custom_colors: {} }),
  );
});

it('says of a text on which backgrounds it is hard to read, and nothing of one that is not', () => {
  const faintOn = faintTexts({ ...VALUES, theme: 'light', custom_colors: { background: '#777777', text: '#7a7a7a' } });
  expect(faintOn('text')).toMatchObject([{ background: 'background', ratio: 1.04 }]);
  expect(faintOn('soft_text')).toEqual([]);
});

it('reads colours as the API takes them', () => {
  expect(['#00AAff', ' rgb(0, 122,255) ', '#0af', 'rgb(0, 256, 0)', 'navy', ''].map(readColour)).toEqual([
    '#00AAFF',
    '#007AFF',
    null,
    null,
    null,
    null,
  ]);
});
