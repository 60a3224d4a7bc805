import type { ConversationRating } from '@parley/protocol';
import type { WidgetSettings } from '../domain/agent/widget-settings.ts';
import { requireOwn } from '../domain/visitor/own-conversation.ts';
import { rateConversation as rate } from '../domain/visitor/rating.ts';
import type { VisitorSession } from '../domain/visitor/visitor-session.ts';
import { changeConversation } from './change-conversation.ts';
import type { Deps } from './deps.ts';

export type RateConversationInput = {
  readonly workspaceId: string;
  readonly session: VisitorSession;
  readonly widget: WidgetSettings;
  readonly conversationId: string;
  readonly rating: ConversationRating;
};

/** Stores what a visitor thinks of a conversation. Throws `not_found`, `forbidden` (not asked) and `bad_request`. */
export async function rateConversation(
  deps: Pick<Deps, 'database' | 'clock' | 'signals'>,
  { workspaceId, session, widget, conversationId, rating }: RateConversationInput,
): Promise<void> {
  await changeConversation(deps, { workspaceId, id: conversationId }, null, {
    decide(state) {
      requireOwn(state, session);
      return rate(state, widget, rating);
    },
  });
}
