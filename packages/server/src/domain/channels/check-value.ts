import type { Json } from '../../lib/json.ts';
import type { ChannelField } from './channel-field.ts';

const TEXT_MAX = 2_000;
const EMAIL = /^[^\s@<>()",;:]+@[^\s@<>()",;:]+$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

/** What is wrong with a value for a field, to stand behind the field's name; null when nothing is. */
export function valueProblem(field: ChannelField, value: Json): string | null {
  if (field.kind === 'switch') return typeof value === 'boolean' ? null : 'must be true or false';
  if (field.kind === 'number') return numberProblem(field, value);
  if (typeof value !== 'string') return 'must be a text';
  if (field.kind === 'choice') {
    const choices = field.choices ?? [];
    return choices.includes(value) ? null : `must be one of: ${choices.join(', ')}`;
  }
  return textProblem(field, value);
}

function numberProblem({ max }: ChannelField, value: Json): string | null {
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'must be a number';
  return max !== undefined && value > max ? `must be at most ${max}` : null;
}

function textProblem({ kind, max = TEXT_MAX, pattern }: ChannelField, value: string): string | null {
  if (CONTROL.test(value) || !value.isWellFormed()) return 'must be one line, without control characters';
  if (value.length > max) return `must have at most ${max} characters`;
  if (kind === 'url' && !isWebUrl(value)) return 'must be an https or http URL';
  if (kind === 'email' && !EMAIL.test(value)) return 'must be an e-mail address';
  if (pattern && !new RegExp(`^(?:${pattern.source})$`, 'u').test(value)) return pattern.message;
  return null;
}

/** User and password in a URL would be shown with it. */
function isWebUrl(value: string): boolean {
  if (!/^https?:\/\/[^\s]+$/i.test(value) || !URL.canParse(value)) return false;
  const { username, password } = new URL(value);
  return username === '' && password === '';
}
