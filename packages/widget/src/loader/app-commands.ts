import type { AppCall, AppCommand } from '../contract.ts';
import { warnOnce } from './warn.ts';

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';

/** What the commands of the app take, in words and as a test; the app looks more closely. */
export const APP_COMMANDS: Readonly<Record<AppCommand, readonly [takes: string, isGood: (value: unknown) => boolean]>> =
  {
    send: ['a text, or {text, wantsPerson}', (value) => isText(isObject(value) ? value.text : value)],
    setMetadata: ['an object', isObject],
    setVisitor: ['an object with name, email or phone', isObject],
    setClientMetadata: ['an object of at most 5 keys, or null', (value) => value === null || isObject(value)],
    setContext: ['a text, or null', (value) => value === null || typeof value === 'string'],
    identify: ['a JWT that your server has signed, or null', (value) => value === null || isText(value)],
    handoff: ['nothing', () => true],
    reset: ['nothing', () => true],
  };

/** What makes no sense without the app at once; all else waits until it is there anyway. */
export const URGENT: readonly AppCommand[] = ['send', 'handoff', 'reset'];

/** Of these the last word counts. */
const REPLACING: readonly AppCommand[] = ['identify', 'setContext', 'setClientMetadata'];

/**
 * Adds a call to those that wait. What it replaces goes, as long as nothing was said under it: pages that identify again
 * and again would have the server refuse tokens that were good when they came.
 */
export function addCall(waiting: AppCall[], call: AppCall): void {
  const isHeeded = REPLACING.includes(call[0]) && !waiting.some(([command]) => URGENT.includes(command));
  const at = isHeeded ? waiting.findIndex(([command]) => command === call[0]) : -1;
  if (at >= 0) waiting.splice(at, 1);
  waiting.push(call);
}

/** Whether a command can take what it is given; if not, the console says what it takes. */
export function isGood(command: AppCommand, args: readonly unknown[]): boolean {
  const [takes, isTaken] = APP_COMMANDS[command];
  if (isTaken(args[0])) return true;
  warnOnce(`arguments ${command}`, `${command} takes ${takes}.`);
  return false;
}
