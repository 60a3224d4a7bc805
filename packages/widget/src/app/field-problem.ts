import type { FirstKey } from '../texts/en.ts';
import type { PrechatField } from './prechat-fields.ts';

/** Why a value does not do: a key of the words, or null where it does. */
export function fieldProblem({ name, is_required }: PrechatField, value: string): FirstKey | null {
  const text = value.trim();
  if (text === '') return is_required ? 'missing' : null;
  if (name === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) return 'emailWrong';
  return name === 'phone' && !/^\+?[\d\s()./-]{5,30}$/.test(text) ? 'phoneWrong' : null;
}
