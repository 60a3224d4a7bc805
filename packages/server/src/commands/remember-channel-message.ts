import type { IncomingMessage } from '../domain/channels/channel.ts';
import type { Conversation } from '../domain/conversation/conversation.ts';
import type { ChannelPlace } from '../store/channels/places.ts';
import {
  insertChannelFiles,
  insertExternalId,
  insertReceived,
  keepPerson,
  keepRecipient,
  leadThread,
  releaseHeldParts,
} from '../store/channels/remember.ts';
import type { Tx } from '../store/schema.ts';
import type { AnnouncedFile } from './announce-channel-files.ts';
import type { ChannelAccess } from './channel-access.ts';
import type { Deps } from './deps.ts';

/** Somebody else stored the same, or was faster: what was written is rolled back. */
export class TakenError extends Error {
  override readonly name = 'TakenError';
  readonly isRepeat: boolean;
  constructor(isRepeat: boolean) {
    super('taken');
    this.isRepeat = isRepeat;
  }
}

/** A message of a platform with the place that it was given. */
export type StoredChannelMessage = {
  readonly access: ChannelAccess;
  readonly message: IncomingMessage;
  readonly place: ChannelPlace;
  readonly files: readonly AnnouncedFile[];
  readonly visitorId: string;
  readonly conversation: Conversation;
  readonly ord: number;
};

/** Writes what must be true of the message for good, in its own transaction. Throws TakenError to roll that back. */
export async function rememberChannelMessage(
  deps: Pick<Deps, 'clock'>,
  tx: Tx,
  stored: StoredChannelMessage,
): Promise<void> {
  const { access, message, place, conversation, ord, files, visitorId } = stored;
  const at = deps.clock.now();
  const { workspaceId, id: conversationId } = conversation;
  const scope = { workspaceId, channelId: access.channel.id, conversationId };
  const isNew =
    (await insertReceived(tx, { ...scope, key: message.key, at })) &&
    (await insertExternalId(tx, { ...scope, externalId: message.id, ord, direction: 'in' }));
  if (!isNew) throw new TakenError(true);
  // Whoever answers in a thread of ours may do so from another of theirs: that one leads here too, if nowhere else.
  const leads = place.threadConversationId === null || place.threadConversationId === place.conversationId;
  if (leads && !(await leadThread(tx, { ...scope, thread: message.thread, before: place.threadConversationId }))) {
    throw new TakenError(false);
  }
  const asks = access.port.profile !== undefined && message.from.name === undefined;
  await keepPerson(tx, { ...scope, person: message.from.id, visitorId, profiledAt: asks ? null : at });
  await keepRecipient(tx, {
    ...scope,
    thread: message.thread,
    person: message.from.id,
    reply: message.reply ?? {},
    messageId: message.id,
    // A clock of theirs that is ahead opens no window for longer.
    at: new Date(Math.min(message.at.getTime(), at.getTime())),
  });
  await insertChannelFiles(tx, { ...scope, ord, files, at });
  await releaseHeldParts(tx, scope, at);
}
