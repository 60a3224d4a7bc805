import { describe, expect, it } from 'vitest';
import { fieldProblem } from './field-problem.ts';
import { asksForm } from './prechat-fields.ts';

const form = (...fields: { name: 'name' | 'email' | 'phone'; is_required: boolean }[]) => ({
  header: '',
  text: '',
  button: '',
  fields,
});

describe('the form before the first message', () => {
  it.each([
    ['name', true, '  ', 'missing'],
    ['name', false, '', null],
    ['name', true, 'Ada', null],
    ['email', true, 'ada@example.com', null],
    ['email', false, 'ada@example', 'emailWrong'],
    ['email', false, 'a b@example.com', 'emailWrong'],
    ['phone', true, '+48 (12) 345-67', null],
    ['phone', true, 'call me', 'phoneWrong'],
  ] as const)('says of %s (required: %s) with %j: %s', (name, is_required, value, problem) => {
    expect(fieldProblem({ name, is_required }, value)).toBe(problem);
  });

  it('asks only for what the page has not told', () => {
    const required = form({ name: 'name', is_required: true }, { name: 'email', is_required: false });
    expect(asksForm(null, {})).toBe(false);
    expect(asksForm(form(), {})).toBe(false);
    expect(asksForm(required, {})).toBe(true);
    expect(asksForm(required, { email: 'a@b.example' })).toBe(true);
    expect(asksForm(required, { name: 'Ada' })).toBe(false);
  });
});
