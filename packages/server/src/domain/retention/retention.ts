/** How long a workspace keeps what was said, in days; null keeps it. */
export type RetentionRules = {
  /** Conversations, since their last message. */
  readonly conversationDays: number | null;
  /** Files of messages. */
  readonly attachmentDays: number | null;
};

export const KEEP_ALL: RetentionRules = { conversationDays: null, attachmentDays: null };

/** What is due at an instant: whatever is older than these; null for nothing. */
export type RetentionBounds = { readonly conversationsBefore: Date | null; readonly attachmentsBefore: Date | null };

const DAY_MS = 24 * 3_600_000;

/** What the rules take at an instant. */
export function boundsOf({ conversationDays, attachmentDays }: RetentionRules, at: Date): RetentionBounds {
  const before = (days: number | null) => (days === null ? null : new Date(at.getTime() - days * DAY_MS));
  return { conversationsBefore: before(conversationDays), attachmentsBefore: before(attachmentDays) };
}
