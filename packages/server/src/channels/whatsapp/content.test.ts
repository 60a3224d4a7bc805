import { expect, it } from 'vitest';
import { contentOf } from './incoming/content.ts';

it.each([
  ['*dużą* doniczkę', '**dużą** doniczkę'],
  ['~stare~, *nowe*', '~~stare~~, **nowe**'],
  ['_kursywa_ zostaje', '_kursywa_ zostaje'],
  ['2*3*4 = 24', '2*3*4 = 24'],
  ['* not * bold', '* not * bold'],
  ['`*code*` and ```*a*\n*b*```', '`*code*` and ```*a*\n*b*```'],
  ['*one\ntwo*', '*one\ntwo*'],
  ['**already**', '**already**'],
  ['*a* *b*', '**a** **b**'],
])('%j is read as %j', (body, markdown) => {
  expect(contentOf({ type: 'text', text: { body } })).toEqual({ markdown, files: [] });
});
