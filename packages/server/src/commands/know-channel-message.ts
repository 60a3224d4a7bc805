import { AppError } from '@parley/protocol';
import { isTooMany } from '../domain/channels/answer-cap.ts';
import type { IncomingMessage } from '../domain/channels/channel.ts';
import type { Conversation } from '../domain/conversation/conversation.ts';
import { changedMetadata } from '../domain/conversation/metadata.ts';
import { findAnswerTimes } from '../store/channels/recipients.ts';
import { findEntryByRef } from '../store/entry-points/entry-by-ref.ts';
import { requireValid } from './change-metadata.ts';
import type { ChannelAccess } from './channel-access.ts';
import type { Deps } from './deps.ts';
import type { ConversationStart } from './receive-message.ts';
import { startMetadata } from './start-metadata.ts';

/** What the platform knows, unless the agent's schema does not take it: the message counts for more. */
export async function usableFacts(
  deps: Pick<Deps, 'schemas'>,
  { agent }: ChannelAccess,
  { conversation, message }: { readonly conversation: Conversation; readonly message: IncomingMessage },
) {
  if (!message.facts) return null;
  const facts = { metadata: message.facts, isVouched: message.trust === 'platform' };
  try {
    const change = { mode: 'merge', metadata: message.facts } as const;
    await requireValid(deps, agent, changedMetadata(conversation.metadata, change));
    return facts;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'validation_failed') throw error;
    return null;
  }
}

const HOUR_MS = 60 * 60 * 1_000;

/** Whoever only claims to be somebody may be a program that answers us, and any number of times. */
export async function hadEnough(
  { database, clock }: Pick<Deps, 'database' | 'clock'>,
  { channel }: ChannelAccess,
  { from }: IncomingMessage,
): Promise<boolean> {
  const now = clock.now();
  const since = new Date(now.getTime() - HOUR_MS);
  return isTooMany(await findAnswerTimes(database.named, { channelId: channel.id, person: from.id, since }), now);
}

/** What is known of a conversation that begins with a message. */
export async function startOfConversation(
  deps: Pick<Deps, 'database' | 'schemas'>,
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
