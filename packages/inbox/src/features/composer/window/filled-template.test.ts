import { expect, it } from 'vitest';
import { filledTemplate } from './filled-template.ts';

it('puts what is given where it belongs, and leaves what is missing', () => {
  expect(filledTemplate('Hello {{1}}, order {{ 2 }} is here, {{1}}.', ['Zoë', ' '])).toEqual([
    { text: 'Hello ', number: null },
    { text: 'Zoë', number: 1 },
    { text: ', order ', number: null },
    { text: '{{2}}', number: 2 },
    { text: ' is here, ', number: null },
    { text: 'Zoë', number: 1 },
    { text: '.', number: null },
  ]);
  expect(filledTemplate('Sale!', [])).toEqual([{ text: 'Sale!', number: null }]);
});
