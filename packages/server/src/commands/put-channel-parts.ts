import type { Channel } from '../domain/channels/channel.ts';
import { findPlatforms } from '../store/channels/channels.ts';
import { CHANNEL_CURSOR } from '../store/channels/log-cursor.ts';
import { insertParts, makePartsDue, type NewPart } from '../store/channels/parts.ts';
import { type OutgoingFact, readOutgoing } from '../store/channels/read-outgoing.ts';
import { lockCursor, moveCursor } from '../store/events/read-log.ts';
import type { Deps } from './deps.ts';

export type PutUp = {
  readonly events: number;
  readonly parts: number;
  /** Conversations that people have taken over since. */
  readonly takenOver: readonly { readonly workspaceId: string; readonly conversationId: string }[];
};

/**
 * Reads the log on, at most `maxEvents`, and puts up what was said for sending: parts and the place in the log are saved
 * together, so that each message goes out once. Of several nodes one reads at a time.
 */
export async function putChannelParts(
  deps: Pick<Deps, 'database' | 'channels' | 'clock' | 'ids'>,
  { maxEvents }: { readonly maxEvents: number },
): Promise<PutUp> {
  return deps.database.transaction(async (tx) => {
    const cursor = await lockCursor(tx, CHANNEL_CURSOR);
    const facts = cursor ? await readOutgoing(tx, cursor, maxEvents) : [];
    const last = facts.at(-1);
    if (!last) return { events: 0, parts: 0, takenOver: [] };
    const said = facts.filter(({ message }) => message !== null);
    const platforms = await findPlatforms(tx, [...new Set(said.flatMap(({ channelId }) => channelId ?? []))]);
    const parts = said.flatMap((fact) => {
      const platform = platforms.get(fact.channelId ?? '');
      const port = platform && deps.channels.get(platform);
      return port ? partsOf(deps, port, fact) : [];
    });
    const at = deps.clock.now();
    await insertParts(tx, parts, at);
    const putUp = said.flatMap(({ message, ...key }) => (message?.isPutUp ? [{ ...key, ord: message.ord }] : []));
    await makePartsDue(tx, putUp, at);
    await moveCursor(tx, CHANNEL_CURSOR, last);
    const takenOver = facts.filter(({ channelId, driverTo }) => channelId !== null && driverTo === 'human');
    return { events: facts.length, parts: parts.length + putUp.length, takenOver };
  });
}

/** The parts of a message: its text as the platform splits it, then its files, unless they go with the text. */
function partsOf({ ids }: Pick<Deps, 'ids'>, port: Channel, fact: OutgoingFact): NewPart[] {
  const { message, channelId } = fact;
  if (!message || message.isPutUp || channelId === null || (message.isUnasked && !port.rules.greets)) return [];
  const { content, fileIds } = message;
  const texts = port.format(content);
  const isTogether = port.rules.filesWithText;
  const all = [
    ...texts.map((part, at) => ({ ...part, files: isTogether && at === 0 ? fileIds : [] })),
    ...(isTogether && texts.length > 0 ? [] : apart(fileIds, isTogether)),
  ];
  return all.map((part, at) => ({
    ...part,
    id: ids.uuid(),
    workspaceId: fact.workspaceId,
    conversationId: fact.conversationId,
    channelId,
    ord: message.ord,
    part: at,
    speaker: message.speaker,
    speakerName: message.speakerName,
    template: null,
  }));
}

const FILE = { body: '', format: 'file' };

function apart(fileIds: readonly string[], isTogether: boolean) {
  if (fileIds.length === 0) return [];
  return isTogether ? [{ ...FILE, files: fileIds }] : fileIds.map((id) => ({ ...FILE, files: [id] }));
}
