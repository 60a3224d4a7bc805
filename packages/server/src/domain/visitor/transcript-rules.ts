import { AppError } from '@parley/protocol';
import type { VisitorSession } from './visitor-session.ts';

/** So many transcripts an hour: to one address, and of one visitor. */
export const TRANSCRIPTS_PER_HOUR = 3;

type Details = Pick<VisitorSession, 'details'>;

/** Whether the site has vouched that the address is the visitor's. */
export const isOwnAddress = ({ details }: Details, email: string): boolean =>
  details.email != null && isSame(details.email, email);

const isSame = (signed: string, email: string): boolean => signed.trim().toLowerCase() === email.toLowerCase();

/**
 * Throws `forbidden` (`address_not_yours`) for an address other than the one that the site has vouched for: who has
 * somebody's session must not be able to take their conversation elsewhere.
 */
export function requireOwnAddress({ details }: Details, email: string): void {
  const signed = details.email ?? null;
  if (signed === null || isSame(signed, email)) return;
  throw new AppError('forbidden', 'The conversation can only be mailed to the address that you are signed in with.', {
    reason: 'address_not_yours',
  });
}
