/**
 * What a handler gives that has taken the connection over and answers by itself. Not the reply, which is a promise of its
 * own end: whoever waits for the handler would wait for that.
 */
export const TAKEN_OVER = Symbol('taken over');
export type TakenOver = typeof TAKEN_OVER;
