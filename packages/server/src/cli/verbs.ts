import type { Verb } from './verb.ts';

/** What works on an installation, in the process that has it open. */
export const VERBS: readonly Verb[] = [];
