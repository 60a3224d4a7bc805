import { appendEvents, decide, draftOf } from '../conversation/append.ts';
import type { Conversation, Decision } from '../conversation/conversation.ts';

/** The purpose of the sealed tokens behind links in replies. */
export const LINK_TOKEN = 'followed-link';

/** So long a link of a reply leads on. */
export const LINK_LIFETIME_MS = 2 * 365 * 24 * 60 * 60 * 1000;

/** Where a link stands, and where it leads. */
export type TrackedLink = {
  readonly workspaceId: string;
  readonly conversationId: string;
  /** Number of the message. */
  readonly ord: number;
  readonly url: string;
};

/** What is sealed into the address of a link; short names, because it is read as an address. */
export const linkContent = ({
  workspaceId,
  conversationId,
  ord,
  url,
}: TrackedLink): { readonly [key: string]: unknown } => ({
  w: workspaceId,
  c: conversationId,
  o: ord,
  u: url,
});

/** The link of a token's content; null when it is none of ours. */
export function linkOfContent(content: { readonly [key: string]: unknown } | null): TrackedLink | null {
  if (!content) return null;
  const { w, c, o, u } = content;
  if (typeof w !== 'string' || typeof c !== 'string' || typeof o !== 'number' || typeof u !== 'string') return null;
  return { workspaceId: w, conversationId: c, ord: o, url: u };
}

/** Where a link leads, as a header may say it: in ASCII, whatever script it is written in; null for no page of the web. */
export function redirectTarget(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, href } = new URL(url);
  return protocol === 'https:' || protocol === 'http:' ? href : null;
}

/** Notes that the visitor followed a link: each time is an event of its own. */
export function followLink(
  state: Conversation,
  followed: { readonly ord: number; readonly messageId: string; readonly url: string },
): Decision {
  const draft = draftOf(state);
  appendEvents(draft, { type: 'link.followed', data: followed });
  return decide(draft);
}
