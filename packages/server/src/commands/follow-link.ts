import { AppError } from '@parley/protocol';
import { followLink as follow, redirectTarget, type TrackedLink } from '../domain/visitor/tracked-link.ts';
import { linksOf } from '../presenters/tracked-links.ts';
import { findWidgetAgentById } from '../store/agents/find-widget-agent.ts';
import { findLinkingMessage, type LinkingMessage } from '../store/messages/find-linking-message.ts';
import { changeConversation } from './change-conversation.ts';
import type { Deps } from './deps.ts';

export type FollowLinkInput = {
  readonly link: TrackedLink;
  /** False for whoever only looks: a browser that loads in advance, a robot. */
  readonly isRecorded: boolean;
};

/**
 * Gives where a link of a reply leads, for a redirect, and notes that the visitor followed it, unless links are not
 * tracked any more. Throws `not_found` for what the message does not lead to: nobody can be sent elsewhere through us.
 */
export async function followLink(
  deps: Pick<Deps, 'database' | 'clock' | 'signals'>,
  { link, isRecorded }: FollowLinkInput,
): Promise<string> {
  const { workspaceId, conversationId, ord, url } = link;
  const key = { workspaceId, id: conversationId };
  const message = await findLinkingMessage(deps.database.named, key, ord);
  const target = redirectTarget(url);
  if (!message || target === null || !leadsTo(message, url))
    throw new AppError('not_found', 'This link does not lead anywhere any more.');
  const agent = isRecorded ? await findWidgetAgentById(deps.database.named, message.agentId) : null;
  if (agent?.widget.linkTracking) {
    await changeConversation(deps, key, null, {
      decide: (state) => follow(state, { ord, messageId: message.id, url }),
    });
  }
  return target;
}

const leadsTo = ({ author, content, sourceUrls }: LinkingMessage, url: string): boolean =>
  author !== 'visitor' && (sourceUrls.includes(url) || linksOf(content).includes(url));
