import { expect, it } from 'vitest';
import { changeRubric, keyOfName, problemsOfDimension } from './rubric-change.ts';

const dimension = (key: string, name = key) => ({ key, name, description: 'x', schema: { type: 'string' } });
const rubric = [dimension('a'), dimension('b'), dimension('c')];
const keys = (list: readonly { readonly key: string }[]): string => list.map(({ key }) => key).join('');

it('adds, changes, removes and moves a dimension by its key', () => {
  expect(keys(changeRubric(rubric, { type: 'add', dimension: dimension('d') }))).toBe('abcd');
  expect(changeRubric(rubric, { type: 'change', dimension: dimension('b', 'New') })[1]?.name).toBe('New');
  expect(keys(changeRubric(rubric, { type: 'remove', key: 'b' }))).toBe('ac');
  expect(keys(changeRubric(rubric, { type: 'move', key: 'c', by: -1 }))).toBe('acb');
  expect(keys(changeRubric(rubric, { type: 'move', key: 'a', by: 1 }))).toBe('bac');
});

it('stays within the list, and holds where others were quicker', () => {
  expect(keys(changeRubric(rubric, { type: 'move', key: 'a', by: -1 }))).toBe('abc');
  expect(keys(changeRubric(rubric, { type: 'move', key: 'c', by: 1 }))).toBe('abc');
  expect(keys(changeRubric(rubric, { type: 'remove', key: 'x' }))).toBe('abc');
  expect(keys(changeRubric(rubric, { type: 'change', dimension: dimension('x') }))).toBe('abcx');
  // Sent as it is: the server says that it is there already.
  expect(keys(changeRubric(rubric, { type: 'add', dimension: dimension('a') }))).toBe('abca');
});

it('puts what the server said where it belongs', () => {
  expect(problemsOfDimension({ 'dimensions.2.schema': 'must have a type' }, 2)).toEqual({ schema: 'must have a type' });
  expect(problemsOfDimension({ dimensions: 'must have each key once' }, 0)).toEqual({ key: 'must have each key once' });
  expect(problemsOfDimension({ 'dimensions.1.name': 'is empty' }, 2)).toEqual({ 'dimensions.1.name': 'is empty' });
});

it('suggests a key of a name', () => {
  expect(keyOfName('Risk of leaving')).toBe('risk_of_leaving');
  expect(keyOfName('Größe & Maß 2')).toBe('gro_e_ma_2');
  expect(keyOfName('2. Versuch!')).toBe('versuch');
  expect(keyOfName('سبب')).toBe('');
});
