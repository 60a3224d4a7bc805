import type { AppCommand } from '../contract.ts';
import { warnOnce } from '../loader/warn.ts';

/** Tells the developer why a command came to nothing: once for each command and code, and once where it was called wrongly. */
export function warnOfRefusal(command: AppCommand, problem: unknown): void {
  const code = codeOf(problem);
  // It is no mistake of the page, and is tried again where that is right.
  if (code === 'offline') return;
  warnOnce(
    `perform ${command} ${code}`,
    code ? `${command} was refused (${code}): ${textOf(problem)}` : textOf(problem),
  );
}

/**
 * Tells of problems that come without a call: a signature may run out, or be shown only after the visitor has consented.
 * All others of the visitor's are in the chat itself.
 */
export function warnOfIdentity(problem: unknown): void {
  if (codeOf(problem).includes('identity')) warnOfRefusal('identify', problem);
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const codeOf = (problem: unknown): string =>
  isRecord(problem) && typeof problem.code === 'string' ? problem.code : '';

/** What an error says. */
export const textOf = (problem: unknown): string => String(isRecord(problem) ? problem.message : problem);
