import type { SendFailure } from '../../domain/channels/channel.ts';
import type { Meaning } from '../shared/graph/graph-failure.ts';

const refused: Meaning = { failure: 'refused' };
const unauthorised: Meaning = { failure: 'unauthorised' };
const later = (seconds: number): Meaning => ({ failure: 'retry', afterMs: seconds * 1000 });

// https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes
const MEANINGS = new Map<number, Meaning>([
  [33, unauthorised],
  [80007, later(60)],
  [130429, later(5)],
  [130472, refused],
  [130497, refused],
  [131000, { failure: 'retry' }],
  [131005, unauthorised],
  [131016, { failure: 'retry' }],
  [131026, refused],
  [131031, unauthorised],
  [131045, unauthorised],
  [131047, { failure: 'window-closed' }],
  [131048, later(60)],
  [131049, later(60)],
  [131051, refused],
  // Too many to one number: some six seconds between two messages.
  [131056, later(6)],
  [131057, { failure: 'retry' }],
  [133004, { failure: 'retry' }],
  [133010, unauthorised],
]);

/** What a code of WhatsApp's means for sending; undefined for those that it has in common with others, or that are not known. */
export const meaningOf = ({ code }: { readonly code: number }): Meaning | undefined => MEANINGS.get(code);

/** Why a message failed that had been taken, by the code in its receipt. */
export const reasonOf = (code: number): SendFailure => MEANINGS.get(code)?.failure ?? 'refused';
