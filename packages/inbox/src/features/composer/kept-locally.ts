import type { PendingMessage } from '../../conversation-state/pending-message.ts';

/** What somebody has begun to write in a conversation. */
export type KeptDraft = {
  readonly reply: string;
  readonly note: string;
  /** Files that are uploaded and not sent. */
  readonly files: readonly KeptFile[];
};

export type KeptFile = { readonly id: string; readonly name: string; readonly size: number | null };

export const NO_DRAFT: KeptDraft = { reply: '', note: '', files: [] };

/** Of one person: replies are sent by whoever is signed in, and another may sign in at the same browser. */
export type Place = { readonly workspaceId: string; readonly userId: string; readonly conversationId: string };
type Kind = 'draft' | 'outbox';

const keyOf = (kind: Kind, { workspaceId, userId, conversationId }: Place): string =>
  `parley.inbox.${kind}.${workspaceId}.${userId}.${conversationId}`;

/** Under which name a draft is stored. */
export const keyOfDraft = (place: Place): string => keyOf('draft', place);

/** What was begun here before; nothing where the browser stores nothing. */
export const readDraft = (place: Place): KeptDraft => ({ ...NO_DRAFT, ...read<Partial<KeptDraft>>('draft', place) });

/** Keeps what was begun, until it is sent or emptied. */
export function keepDraft(place: Place, draft: KeptDraft): void {
  const isEmpty = draft.reply === '' && draft.note === '' && draft.files.length === 0;
  write('draft', place, isEmpty ? null : draft);
}

/** Calls `listener` when another tab has changed the replies that are on their way. */
export function onOutboxElsewhere(place: Place, listener: () => void): () => void {
  const name = keyOf('outbox', place);
  // Without a key everything was removed.
  const hear = ({ key }: StorageEvent): void => (key === name || key === null ? listener() : undefined);
  window.addEventListener('storage', hear);
  return () => window.removeEventListener('storage', hear);
}

/** Removes what anybody of this browser has begun in a conversation that is gone. */
export function removeKept({ workspaceId, conversationId }: Pick<Place, 'workspaceId' | 'conversationId'>): void {
  const kinds: readonly Kind[] = ['draft', 'outbox'];
  try {
    for (const key of Object.keys(localStorage)) {
      const isKept = kinds.some((kind) => key.startsWith(`parley.inbox.${kind}.${workspaceId}.`));
      if (isKept && key.endsWith(`.${conversationId}`)) localStorage.removeItem(key);
    }
  } catch {
    // Nothing was kept then.
  }
}

/** Replies that a reload has interrupted. */
export const readOutbox = (place: Place): readonly PendingMessage[] => read<PendingMessage[]>('outbox', place) ?? [];

export const keepOutbox = (place: Place, messages: readonly PendingMessage[]): void =>
  write('outbox', place, messages.length === 0 ? null : messages);

/** In which conversations of a workspace replies of a person were interrupted. */
export function interruptedIn(owner: Omit<Place, 'conversationId'>): readonly string[] {
  const prefix = keyOf('outbox', { ...owner, conversationId: '' });
  try {
    return Object.keys(localStorage).flatMap((key) => (key.startsWith(prefix) ? [key.slice(prefix.length)] : []));
  } catch {
    return [];
  }
}

function read<T>(kind: Kind, place: Place): T | null {
  try {
    // Written by this file alone, in this shape.
    return JSON.parse(localStorage.getItem(keyOf(kind, place)) ?? 'null') as T | null;
  } catch {
    // Storage may be denied, or hold what an older release wrote.
    return null;
  }
}

function write(kind: Kind, place: Place, value: unknown): void {
  try {
    if (value === null) localStorage.removeItem(keyOf(kind, place));
    else localStorage.setItem(keyOf(kind, place), JSON.stringify(value));
  } catch {
    // It is kept until the page is closed.
  }
}
