import { AppError, type Source } from '@parley/protocol';
import { readSettings } from '../domain/agent/settings.ts';
import { isTooMany } from '../domain/channels/answer-cap.ts';
import type { IncomingMessage } from '../domain/channels/channel.ts';
import { announcedFile, CHANNEL_FILES_MAX } from '../domain/channels/channel-files.ts';
import { newDetails } from '../domain/channels/visitor-of.ts';
import type { Conversation } from '../domain/conversation/conversation.ts';
import { storableText } from '../lib/storable-text.ts';
import { type ChannelPlace, findPlace } from '../store/channels/places.ts';
import { findAnswerTimes } from '../store/channels/recipients.ts';
import {
  insertChannelFiles,
  insertExternalId,
  insertReceived,
  keepPerson,
  keepRecipient,
  leadThread,
  releaseHeldParts,
} from '../store/channels/remember.ts';
import { findConversation } from '../store/conversations/find-conversation.ts';
import { findEntryByRef } from '../store/entry-points/entry-by-ref.ts';
import type { Tx } from '../store/schema.ts';
import type { ChannelAccess } from './channel-access.ts';
import type { Deps } from './deps.ts';
import { fileAddress } from './file-address.ts';
import { type ConversationStart, receiveMessage } from './receive-message.ts';
import { startMetadata } from './start-metadata.ts';
import { startQueuedTurn } from './start-queued-turn.ts';

/** A conversation that ended so long ago is not taken up again: another begins. */
const OVER_MS = 7 * 24 * 60 * 60 * 1_000;
const TEXT_MAX = 50_000;
const ROUNDS = 4;

/** Somebody else stored the same, or was faster: what was written is rolled back. */
class TakenError extends Error {
  override readonly name = 'TakenError';
  readonly isRepeat: boolean;
  constructor(isRepeat: boolean) {
    super('taken');
    this.isRepeat = isRepeat;
  }
}

/**
 * Stores what somebody said on a platform, once for its key however often and on however many nodes it comes, and has it
 * answered without waiting for that. Gives false when nothing was stored: it is a repeat, or nobody's business.
 */
export async function receiveChannelMessage(
  deps: Deps,
  access: ChannelAccess,
  message: IncomingMessage,
): Promise<boolean> {
  for (let round = 1; ; round += 1) {
    const place = await findPlace(deps.database.named, access.channel.id, message);
    if (place.isKnown) return false;
    if (message.onlyIfKnown && place.conversationId === null) return false;
    try {
      await store(deps, access, message, place);
      return true;
    } catch (error) {
      const isGone = error instanceof AppError && error.code === 'not_found';
      if (!(error instanceof TakenError) && !isGone) throw error;
      if (error instanceof TakenError && error.isRepeat) return false;
      if (round >= ROUNDS) throw error;
    }
  }
}

async function store(deps: Deps, access: ChannelAccess, message: IncomingMessage, place: ChannelPlace): Promise<void> {
  const { agent, channel, port } = access;
  const conversation = await goingOn(deps, access, place);
  const visitorId = conversation?.visitorId ?? place.visitorId ?? deps.ids.uuid();
  const files = await announced(deps, message);
  const settings = readSettings(agent.settings);
  const greetings = [settings.greeting, settings.greeting2].filter((text) => text !== '');
  const text = storableText(message.markdown).slice(0, TEXT_MAX);
  const start = conversation ? undefined : await startOf(deps, access, message, visitorId);
  const isOpening = message.opens !== undefined;
  const isTooMuch = message.trust === 'claimed' && (await hadEnough(deps, access, message));
  const received = await receiveMessage(deps, {
    // Nothing is lost while a channel rests; people have it.
    agent: channel.state === 'paused' ? { ...agent, state: 'paused' } : agent,
    conversation,
    source: channel.platform satisfies Source,
    origin: 'queue',
    text: isOpening && text === '' ? '/start' : text,
    clientMetadata: null,
    visitor: newDetails(conversation?.visitor ?? null, message.from),
    message: {
      attachments: files.map(({ attachment }) => attachment),
      ...(message.trust === 'claimed' ? { verified: false } : {}),
      ...(message.isUnanswerable || isTooMuch ? { isUnanswerable: true } : {}),
      ...(isOpening ? { greetings: greetings.map((each) => ({ id: deps.ids.uuid(), text: each })) } : {}),
      ...(conversation && message.facts
        ? { facts: { metadata: message.facts, isVouched: message.trust === 'platform' } }
        : {}),
    },
    turn: port.rules.bursts ? { quietMs: access.quietMs } : {},
    fallbackLanguage: message.from.language ?? null,
    ...(start ? { start } : {}),
    alongside: (tx, { next, ord }) =>
      remember(deps, tx, { access, message, place, files, visitorId, conversation: next, ord }),
  });
  if (received.turn) startQueuedTurn(deps, { conversation: received.next, turn: received.turn });
}

const HOUR_MS = 60 * 60 * 1_000;

/** Whoever only claims to be somebody may be a program that answers us, and any number of times. */
async function hadEnough(
  { database, clock }: Deps,
  { channel }: ChannelAccess,
  { from }: IncomingMessage,
): Promise<boolean> {
  const now = clock.now();
  const since = new Date(now.getTime() - HOUR_MS);
  return isTooMany(await findAnswerTimes(database.named, { channelId: channel.id, person: from.id, since }), now);
}

/** The conversation to which it belongs; null where another begins. */
async function goingOn(
  { database, clock }: Deps,
  { channel }: ChannelAccess,
  { conversationId }: ChannelPlace,
): Promise<Conversation | null> {
  if (conversationId === null) return null;
  const found = await findConversation(database.named, { workspaceId: channel.workspaceId, id: conversationId });
  const isOver =
    found !== null && found.progress !== 'open' && clock.now().getTime() - found.lastMessageAt.getTime() > OVER_MS;
  return isOver ? null : found;
}

async function startOf(
  deps: Deps,
  { agent, channel }: ChannelAccess,
  { facts = {}, trust, opens }: IncomingMessage,
  visitorId: string,
): Promise<ConversationStart> {
  const isVouched = trust === 'platform';
  const payload = opens?.payload ?? null;
  const { problem: _, ...metadata } = await startMetadata(deps, {
    agent,
    signed: isVouched ? facts : {},
    // Whoever made the link says it.
    claimed: { ...(isVouched ? {} : facts), ...(payload === null ? {} : { start_payload: payload }) },
    found: {},
    country: null,
  });
  const entry = payload === null ? null : await findEntryByRef(deps.database.named, channel.workspaceId, payload);
  // Who opens a conversation is greeted by the answer.
  return { visitorId, entry, ...metadata, ...(opens ? { welcome: [] } : {}) };
}

type AnnouncedFile = {
  readonly id: string;
  readonly ref: IncomingMessage['files'][number];
  readonly attachment: {
    readonly id: string;
    readonly url: string;
    readonly name: string;
    readonly content_type: string;
    readonly size: number;
  };
};

/** What a message brings is written before it is named; what is to be fetched is only announced. */
async function announced(deps: Deps, { files }: IncomingMessage): Promise<AnnouncedFile[]> {
  const all: AnnouncedFile[] = [];
  for (const { content, ...ref } of files.slice(0, CHANNEL_FILES_MAX)) {
    const id = deps.ids.uuid();
    if (content) await deps.files.write(id, content);
    const size = content ? { size: content.length } : {};
    all.push({
      id,
      ref: { ...ref, ...size },
      attachment: { id, ...announcedFile({ ...ref, ...size }), url: fileAddress(deps, id) },
    });
  }
  return all;
}

type Stored = {
  readonly access: ChannelAccess;
  readonly message: IncomingMessage;
  readonly place: ChannelPlace;
  readonly files: readonly AnnouncedFile[];
  readonly visitorId: string;
  readonly conversation: Conversation;
  readonly ord: number;
};

/** What must be true of the message for good, in its own transaction. */
async function remember(deps: Deps, tx: Tx, stored: Stored): Promise<void> {
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
