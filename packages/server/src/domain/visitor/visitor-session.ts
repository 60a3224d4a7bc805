import { AppError } from '@parley/protocol';
import type { JsonObject } from '../../lib/json.ts';
import type { WidgetSettings } from '../agent/widget-settings.ts';
import type { Visitor } from '../conversation/conversation.ts';

/** What a session token of ours says of who visits. It is sealed: only we can have made it. */
export type VisitorSession = {
  readonly agentId: string;
  readonly visitorId: string;
  /** The site's own id of the person; null for a visitor whom nobody vouches for. */
  readonly subject: string | null;
  /** What the site has vouched for beside it. */
  readonly details: Partial<Visitor>;
  readonly metadata: JsonObject;
  /** When it is over, in milliseconds since 1970, for a visitor whom the site vouches for: their browser says nothing new. */
  readonly until?: number;
};

/** What a site has vouched for. */
export type VouchedVisitor = Pick<VisitorSession, 'visitorId' | 'details' | 'metadata'> & { readonly subject: string };

const DAY_MS = 24 * 3_600_000;
/** Of a visitor whom nobody vouches for; renewed with each visit. */
const ANONYMOUS_MS = 365 * DAY_MS;
/** However long the site's own word holds: people leave sites, and share computers. */
const VOUCHED_MS = DAY_MS;

/** The purpose of the sealed tokens. */
export const VISITOR_TOKEN = 'visitor';

export const isVerified = ({ subject }: Pick<VisitorSession, 'subject'>): boolean => subject !== null;

/** The session of a visitor whom nobody vouches for. */
export const anonymousSession = (agentId: string, visitorId: string): VisitorSession => ({
  agentId,
  visitorId,
  subject: null,
  details: {},
  metadata: {},
});

/** The session of a visitor whom the site vouches for. */
export const vouchedSession = (agentId: string, visitor: VouchedVisitor, at: Date): VisitorSession => ({
  agentId,
  ...visitor,
  until: at.getTime() + VOUCHED_MS,
});

/** Until when a session holds that is given out now. */
export const sessionEnd = ({ until }: Pick<VisitorSession, 'until'>, at: Date): Date =>
  new Date(until ?? at.getTime() + ANONYMOUS_MS);

/** Throws `forbidden` (`identity_required`) where only visitors whom the site vouches for may write. */
export function requireMayWrite(
  session: Pick<VisitorSession, 'subject'>,
  { identityRequired }: Pick<WidgetSettings, 'identityRequired'>,
): void {
  if (!identityRequired || isVerified(session)) return;
  const message = 'Only visitors whom the site has identified may write here: sign in on the site.';
  throw new AppError('forbidden', message, { reason: 'identity_required' });
}

/** The content of a sealed token; null when it is none of ours. */
export function readSession(content: { readonly [key: string]: unknown } | null): VisitorSession | null {
  if (!content || typeof content.agentId !== 'string' || typeof content.visitorId !== 'string') return null;
  // Nobody but us can have sealed it.
  return content as unknown as VisitorSession;
}
