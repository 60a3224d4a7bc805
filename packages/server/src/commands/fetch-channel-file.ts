import type { FileRefusal } from '@parley/protocol';
import { CHANNEL_FILE_MAX_BYTES, CHANNEL_FILE_TYPES, refusalOf } from '../domain/channels/channel-files.ts';
import { changeMessage } from '../domain/conversation/change-message.ts';
import { cleanFileName } from '../domain/visitor/file-rules.ts';
import { type ClaimedFile, claimFile, endFile, insertFetchedFile, postponeFile } from '../store/channels/file-jobs.ts';
import { openChannel } from '../store/channels/open-channel.ts';
import { lockMessage, saveAttachments } from '../store/channels/rewrite-message.ts';
import { lockConversation } from '../store/conversations/find-conversation.ts';
import { type NamedQuery, saveConversation } from '../store/conversations/save-conversation.ts';
import { accessTo, fitToTell } from './channel-access.ts';
import type { Deps } from './deps.ts';

const LEASE_MS = 60_000;
const ATTEMPTS_MAX = 6;
const FIRST_WAIT_MS = 3_000;

/** What came of fetching: the bytes, why they are not to be had, or null for trying again. */
type Fetched = { readonly bytes: Uint8Array; readonly isKept: boolean } | { readonly refusal: FileRefusal } | null;

/** Fetches the file of a visitor's message that has waited longest; false when none is due. */
export async function fetchChannelFile(deps: Deps): Promise<boolean> {
  const now = deps.clock.now();
  const claimed = await claimFile(deps.database.named, now, new Date(now.getTime() + LEASE_MS));
  if (!claimed) return false;
  const fetched = await fetchBytes(deps, claimed);
  if (fetched) await keep(deps, claimed, fetched);
  else {
    const waitMs = FIRST_WAIT_MS * 4 ** (claimed.attempts - 1);
    await postponeFile(deps.database.named, claimed.id, new Date(deps.clock.now().getTime() + waitMs));
  }
  return true;
}

async function fetchBytes(deps: Deps, { id, ref, channelId, attempts }: ClaimedFile): Promise<Fetched> {
  // What the delivery carried was written before the message was stored.
  const carried = await deps.files.read(id);
  if (carried) return { bytes: carried, isKept: true };
  if ((ref.size ?? 0) > CHANNEL_FILE_MAX_BYTES) return { refusal: 'too_large' };
  const opened = await openChannel(deps.database.named, channelId);
  if (!opened) return { refusal: 'gone' };
  const { port, config } = accessTo(deps, opened);
  try {
    const bytes = (await port.fetchFile?.(ref, config, CHANNEL_FILE_MAX_BYTES)) ?? null;
    if (bytes === 'too_large') return { refusal: 'too_large' };
    return bytes ? { bytes, isKept: false } : { refusal: 'gone' };
  } catch (error) {
    deps.log.warn(
      { channel: channelId, file: id, reason: fitToTell(config, error) },
      'a file of a visitor could not be fetched',
    );
    return attempts < ATTEMPTS_MAX ? null : { refusal: 'unreachable' };
  }
}

async function keep(deps: Deps, claimed: ClaimedFile, fetched: Exclude<Fetched, null>): Promise<void> {
  const { id, ref } = claimed;
  const bytes = 'bytes' in fetched ? fetched.bytes : null;
  const contentType = bytes ? await deps.sniffType(bytes, ref.name ?? '') : '';
  const refusal = 'refusal' in fetched ? fetched.refusal : refusalOf(contentType, fetched.bytes.length);
  if (refusal) await deps.files.remove([id]);
  else if (bytes && 'isKept' in fetched && !fetched.isKept) await deps.files.write(id, bytes);
  const file = {
    id,
    name: cleanFileName(ref.name ?? '', contentType, CHANNEL_FILE_TYPES),
    contentType,
    size: bytes?.length ?? 0,
  };
  await tell(deps, claimed, refusal ? { refusal } : { file });
}

type Outcome =
  | { readonly refusal: FileRefusal }
  | {
      readonly file: {
        readonly id: string;
        readonly name: string;
        readonly contentType: string;
        readonly size: number;
      };
    };

/** Puts the file, or why there is none, into its message, with the event that tells it. */
async function tell({ database, clock, signals }: Deps, claimed: ClaimedFile, outcome: Outcome): Promise<void> {
  const { workspaceId, conversationId, ord, id } = claimed;
  const moved = await database.transaction(async (tx) => {
    const query: NamedQuery = (name, text, values) => database.named(name, text, values, tx);
    const state = await lockConversation(query, { workspaceId, id: conversationId });
    const message = state && (await lockMessage(tx, claimed));
    await endFile(tx, id, 'refusal' in outcome ? outcome.refusal : null);
    if (!state || !message?.attachments.some((each) => each.id === id)) return null;
    const at = clock.now();
    if ('file' in outcome) await insertFetchedFile(tx, { ...outcome.file, workspaceId, conversationId, at });
    const attachments = message.attachments.map((each) => (each.id === id ? { ...each, ...shown(outcome) } : each));
    await saveAttachments(tx, claimed, attachments);
    const decision = changeMessage(state, { ord, content: message.content, change: 'files' });
    await saveConversation(query, state, decision, at);
    return { before: state, after: decision.next };
  });
  if (moved) signals.moved(moved.before, moved.after);
}

const shown = (outcome: Outcome) =>
  'file' in outcome
    ? { name: outcome.file.name, content_type: outcome.file.contentType, size: outcome.file.size }
    : { unavailable: outcome.refusal };
