import { PASSWORD_MAX, PASSWORD_MIN } from '../../identity/password-lengths.ts';
import type { Field } from './layout.ts';

/** What is wrong with a password that somebody wants to set; null if nothing is. */
export function passwordProblem(password: string): string | null {
  if (password.length < PASSWORD_MIN) return `The password needs at least ${PASSWORD_MIN} characters.`;
  return password.length > PASSWORD_MAX ? `The password may have at most ${PASSWORD_MAX} characters.` : null;
}

export const newPasswordField = (label: string, name = 'password'): Field => ({
  name,
  label,
  type: 'password',
  autocomplete: 'new-password',
  minLength: PASSWORD_MIN,
  maxLength: PASSWORD_MAX,
  hint: `At least ${PASSWORD_MIN} characters. Several words together are hard to guess.`,
});

export const WRONG_PASSWORD = 'This is not your password.';

/** What to say to somebody who tried too often. */
export function tooManyAttempts(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  return `Too many attempts. Try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`;
}
