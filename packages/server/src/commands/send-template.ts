import { AppError } from '@parley/protocol';
import type { TemplateCall } from '../domain/channels/channel.ts';
import { templateText } from '../domain/channels/template-text.ts';
import { insertParts } from '../store/channels/parts.ts';
import { findRecipient } from '../store/channels/recipients.ts';
import { findConversation } from '../store/conversations/find-conversation.ts';
import { listTemplates } from './check-channel.ts';
import type { Deps } from './deps.ts';
import { type ReplyAsPersonInput, replyAsPerson } from './reply-as-person.ts';

export type SendTemplateInput = Omit<ReplyAsPersonInput, 'text' | 'attachments' | 'clientMetadata'> & {
  readonly template: TemplateCall;
};

type SendTemplateDeps = Parameters<typeof replyAsPerson>[0] & Parameters<typeof listTemplates>[0];

/**
 * Says an approved template of the conversation's channel in a person's name: what it reads with its parameters is the
 * message, and is sent as that template, whose part is put up in the same transaction. Throws what `replyAsPerson` does,
 * `bad_request` (`template_not_possible`, `unknown_template`), and `unavailable` when the platform cannot be asked.
 */
export async function sendTemplate(
  deps: SendTemplateDeps,
  { template, alongside, ...input }: SendTemplateInput,
): ReturnType<typeof replyAsPerson> {
  const { workspaceId, conversationId } = input;
  const channelId = await templateChannel(deps, input);
  const text = templateText(await listTemplates(deps, { workspaceId, id: channelId }), template);
  return replyAsPerson(deps, {
    ...input,
    text,
    attachments: [],
    // Which template it was; the contract has words and numbers there, and nothing deeper.
    clientMetadata: { template: template.name, template_language: template.language },
    async alongside(tx, decision) {
      const [message] = decision.messages;
      if (!message) throw new Error('a template is a message');
      const scope = { workspaceId, conversationId, channelId, ord: message.ord, part: 0 };
      // The platform says a template in the company's name, and in nobody else's.
      const said = { speaker: 'person', speakerName: '', body: text, format: 'template', files: [] } as const;
      await insertParts(tx, [{ id: deps.ids.uuid(), ...scope, ...said, template }], message.createdAt, null);
      await alongside?.(tx, decision);
    },
  });
}

type Asked = Pick<SendTemplateInput, 'workspaceId' | 'conversationId'>;

/** The channel that brings the conversation's messages, where it has templates. */
async function templateChannel(
  deps: Pick<Deps, 'database' | 'channels'>,
  { workspaceId, conversationId }: Asked,
): Promise<string> {
  const key = { workspaceId, id: conversationId };
  const found = await findRecipient(deps.database.named, key);
  if (!found && !(await findConversation(deps.database.named, key))) {
    throw new AppError('not_found', 'There is no such conversation.');
  }
  if (found && deps.channels.get(found.channel.platform)?.rules.templates) return found.channel.id;
  const reason = 'template_not_possible';
  throw new AppError('bad_request', 'No template can be sent here: the channel of the conversation has none.', {
    reason,
  });
}
