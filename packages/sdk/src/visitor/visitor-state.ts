import { outgoing } from './outbox-entry.ts';
import { replyStatus } from './reply-draft.ts';
import type { VisitorState } from './visitor-client.ts';
import { type Model, mayAct } from './visitor-core.ts';
import type { VisitorView } from './visitor-view.ts';

/** What is shown of all that is known. */
export function stateOf(model: Model): VisitorState {
  const { config, connection, session, details, view, draft, typing, problem, era } = model;
  const reply = statusOf(view);
  return {
    config,
    connection,
    era,
    hasConsent: config === null || mayAct(model),
    visitor: session?.visitor ?? null,
    details,
    conversation: view,
    outbox: outgoing(model.outbox, model.thread, model.sendingId),
    draft: draft?.isWhole ? { ord: draft.ord, text: draft.text } : null,
    reply: reply === 'awaited' && model.isLate ? 'late' : reply,
    typing,
    thinking: typing === 'ai_assistant' ? model.thinking : null,
    unread: unreadIn(view, model.seen),
    problem,
  };
}

const statuses = new WeakMap<VisitorView, ReturnType<typeof replyStatus>>();

/** A view is asked with every piece of a reply, and answered once. */
function statusOf(view: VisitorView | null): ReturnType<typeof replyStatus> {
  if (view === null) return 'none';
  const known = statuses.get(view) ?? replyStatus(view);
  statuses.set(view, known);
  return known;
}

function unreadIn(view: VisitorView | null, seen: Model['seen']): number {
  if (view === null) return 0;
  const from = seen?.conversationId === view.id ? seen.seq : 0;
  let count = 0;
  for (const entry of view.entries) {
    const isNews = entry.kind === 'message' && entry.message.author !== 'visitor' && !entry.message.is_welcome;
    if (isNews && entry.seq > from) count += 1;
  }
  return count;
}
