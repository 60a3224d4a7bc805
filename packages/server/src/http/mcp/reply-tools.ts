import { LIMITS } from '@parley/protocol';
import * as api from '@parley/protocol/api';
import { z } from 'zod';
import { replyAsPerson } from '../../commands/reply-as-person.ts';
import { draftOf } from '../routes/inbox-conversation/draft-reply.ts';
import { said } from '../routes/workspace-conversations/messages.ts';
import { ADDS, type AddTool, inboxTool, READS } from './inbox-tool.ts';
import { conversationId } from './tool-inputs.ts';

const draftReply = inboxTool({
  name: 'draft_reply',
  title: 'Draft a reply',
  description:
    'Has the AI agent write a reply to what the visitor said last, from the knowledge of the company and with its sources. ' +
    'Nothing is sent, and nothing in the conversation changes. Refused while the agent answers by itself.',
  permission: 'conversations.reply',
  annotations: { ...READS, idempotentHint: false },
  input: z.strictObject({ conversation_id: conversationId() }),
  output: api.ReplyDraftSchema,
  run: (deps, { workspaceId, origin, gone }, { conversation_id }) =>
    draftOf(deps, { workspaceId, conversationId: conversation_id, actor: origin.actor, signal: gone }),
});

const sendReply = inboxTool({
  name: 'send_reply',
  title: 'Send a reply to the visitor',
  description:
    'Sends a message to the visitor in the name of the team. It cannot be taken back. Refused while the AI agent has the ' +
    'conversation, and once it is resolved, closed or archived.',
  permission: 'conversations.reply',
  // It reaches somebody outside.
  annotations: { ...ADDS, destructiveHint: true, openWorldHint: true },
  input: z.strictObject({
    conversation_id: conversationId(),
    text: z
      .string()
      .max(LIMITS.chatTextMax)
      .refine((text) => text.trim() !== '', 'must not be empty')
      .describe('Markdown.'),
  }),
  output: z.object({ message: api.WorkspaceMessageSchema }),
  async run(deps, { workspaceId, origin }, { conversation_id: conversationId, text }) {
    const reply = { workspaceId, conversationId, text, attachments: [], origin, mode: 'api' as const };
    const { message } = await replyAsPerson(deps, reply);
    return { message: said(conversationId, message) };
  },
});

/** What a key writes to visitors, and has written. */
export const replyTools: readonly AddTool[] = [draftReply, sendReply];
