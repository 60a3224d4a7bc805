import type { GraphError } from './graph-client.ts';
import type { Meaning } from './graph-failure.ts';

/** Subcodes of 10 that say that the time to answer is over, on Messenger and on Instagram. */
const OUTSIDE_WINDOW = new Set([2018065, 2018108, 2018278, 2534022]);
/** Another program has the thread. */
const NOT_OWNER = 2018300;

/**
 * What a refusal of Messenger's or Instagram's means; undefined for what all of Meta has in common.
 * https://developers.facebook.com/documentation/business-messaging/messenger-platform/error-codes
 */
export function messagingMeaning({ code, subcode }: GraphError): Meaning | undefined {
  if (code === 10 && OUTSIDE_WINDOW.has(subcode)) return { failure: 'window-closed' };
  if (subcode === NOT_OWNER) return { failure: 'refused' };
  if (code === 551 || subcode === 1545041) return { failure: 'blocked' };
  return code === 1200 ? { failure: 'retry' } : undefined;
}
