import { renderCannedReply } from '@parley/protocol';
import type { CannedReply } from '@parley/protocol/api';
import { useQuery } from '@tanstack/react-query';
import { useOpen } from '../../conversation-state/open-context.tsx';
import { cannedRepliesQuery } from '../../session/canned-replies.ts';
import { useInbox } from '../../session/inbox-session.tsx';

/** The canned replies of the workspace; undefined until they are read. */
export function useCannedReplies(isWanted: boolean): readonly CannedReply[] | undefined {
  const { client } = useInbox();
  return useQuery({ ...cannedRepliesQuery(client.workspaceId), enabled: isWanted }).data;
}

/** Fills a canned reply with what this conversation knows; `missing` names what it does not. */
export function useFilled(): (reply: CannedReply) => ReturnType<typeof renderCannedReply> {
  const { session } = useInbox();
  const { view, facts } = useOpen().data;
  return ({ body }) =>
    renderCannedReply(body, {
      visitorName: view.conversation.contact_name,
      operatorName: session.user.name,
      agentName: facts.chatbot.name,
      metadata: view.metadata,
    });
}
