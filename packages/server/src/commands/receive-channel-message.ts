import { AppError, type Source } from '@parley/protocol';
import { readSettings } from '../domain/agent/settings.ts';
import type { IncomingMessage } from '../domain/channels/channel.ts';
import { isOver } from '../domain/channels/is-over.ts';
import { newDetails } from '../domain/channels/visitor-of.ts';
import type { Conversation } from '../domain/conversation/conversation.ts';
import { storableText } from '../lib/storable-text.ts';
import { type ChannelPlace, findPlace } from '../store/channels/places.ts';
import { findConversation } from '../store/conversations/find-conversation.ts';
import { announceChannelFiles } from './announce-channel-files.ts';
import type { ChannelAccess } from './channel-access.ts';
import type { Deps } from './deps.ts';
import { dropAnsweredAnew } from './drop-agent-parts.ts';
import { hadEnough, startOfConversation, usableFacts } from './know-channel-message.ts';
import { receiveMessage } from './receive-message.ts';
import { rememberChannelMessage, TakenError } from './remember-channel-message.ts';
import { startQueuedTurn } from './start-queued-turn.ts';

const TEXT_MAX = 50_000;
const ROUNDS = 4;

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
  const files = await announceChannelFiles(deps, message);
  const settings = readSettings(agent.settings);
  const greetings = [settings.greeting, settings.greeting2].filter((text) => text !== '');
  const text = storableText(message.markdown).slice(0, TEXT_MAX);
  const start = conversation ? undefined : await startOfConversation(deps, access, message, visitorId);
  const isOpening = message.opens !== undefined;
  const facts = conversation ? await usableFacts(deps, access, { conversation, message }) : null;
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
      ...(facts ? { facts } : {}),
    },
    turn: port.rules.bursts ? { quietMs: access.quietMs } : {},
    fallbackLanguage: message.from.language ?? null,
    ...(start ? { start } : {}),
    alongside: (tx, { next, ord }) =>
      rememberChannelMessage(deps, tx, { access, message, place, files, visitorId, conversation: next, ord }),
  });
  if (conversation && port.rules.windowHours !== undefined) {
    await dropAnsweredAnew(deps, { workspaceId: channel.workspaceId, conversationId: conversation.id });
  }
  if (received.turn) startQueuedTurn(deps, { conversation: received.next, turn: received.turn });
}

/** The conversation to which it belongs; null where another begins. */
async function goingOn(
  { database, clock }: Deps,
  { channel }: ChannelAccess,
  { conversationId }: ChannelPlace,
): Promise<Conversation | null> {
  if (conversationId === null) return null;
  const found = await findConversation(database.named, { workspaceId: channel.workspaceId, id: conversationId });
  return found && isOver(found, clock.now()) ? null : found;
}
