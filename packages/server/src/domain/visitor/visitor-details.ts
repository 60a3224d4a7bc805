import { decide, draftOf } from '../conversation/append.ts';
import { changeState } from '../conversation/change-state.ts';
import type { Conversation, Decision, Visitor } from '../conversation/conversation.ts';
import { applyMetadata, type MetadataState } from '../conversation/metadata.ts';
import type { VisitorSession } from './visitor-session.ts';

/** What counts of the details that a browser says: what the site has vouched for wins over it. */
export function countingDetails(
  said: Partial<Visitor>,
  { details }: Pick<VisitorSession, 'details'>,
): Partial<Visitor> {
  return { ...said, ...details };
}

/** Sets details of the visitor; null when all of them hold already. */
export function setDetails(state: Conversation, visitor: Partial<Visitor>, at: Date): Decision | null {
  const draft = draftOf(state);
  changeState(draft, { visitor }, at, { type: 'visitor' });
  return draft.events.length === 0 ? null : decide(draft);
}

/** Makes a conversation one of a visitor whom the site vouches for, with what it says of them; null when it is that. */
export function vouchFor(
  state: Conversation,
  { subject, details }: Pick<VisitorSession, 'subject' | 'details'>,
  metadata: MetadataState,
  at: Date,
): Decision | null {
  const draft = draftOf(state);
  changeState(draft, { verifiedAs: subject, visitor: details }, at, { type: 'visitor' });
  applyMetadata(draft, metadata);
  return draft.events.length === 0 ? null : decide(draft);
}
