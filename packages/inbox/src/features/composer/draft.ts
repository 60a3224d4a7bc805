import {
  type KeptDraft,
  type KeptFile,
  keepDraft,
  keyOfDraft,
  NO_DRAFT,
  type Place,
  readDraft,
} from './kept-locally.ts';

const KEEP_MS = 250;

/** What the person has begun in one conversation. */
export type Draft = {
  readonly read: () => KeptDraft;
  subscribe(listener: () => void): () => void;
  change(part: Partial<KeptDraft>): void;
  addFile(file: KeptFile): void;
  removeFile(id: string): void;
  /** Empties the reply at once: what is sent must not come back. */
  clearReply(): void;
  /** Takes away a note that is stored, and leaves what was written after it. */
  clearNote(noted: string): void;
  /** Stores at once what has been changed and is not stored yet. */
  readonly keep: () => void;
  /** Forgets it for good, here and in the browser: what arrives late, as an upload does, is not kept any more. */
  forget(): void;
};

type Held = Draft & { readonly readAnew: () => void };

/** By the key of the storage. */
const drafts = new Map<string, Held>();

// Another tab may have sent it, or gone on with it.
window.addEventListener('storage', ({ key }) => key !== null && drafts.get(key)?.readAnew());

/**
 * The draft of a conversation: the same one each time, so that what arrives late, as an upload does, finds it as it is,
 * though the conversation was left and opened again meanwhile.
 */
export function draftAt(place: Place): Draft {
  const key = keyOfDraft(place);
  const known = drafts.get(key);
  if (known) return known;
  const made = createDraft(place);
  drafts.set(key, made);
  return made;
}

function createDraft(place: Place): Held {
  let draft = readDraft(place);
  let timer: ReturnType<typeof setTimeout> | null = null;
  let isGone = false;
  const listeners = new Set<() => void>();
  const set = (next: KeptDraft): void => {
    draft = next;
    for (const listener of listeners) listener();
  };
  const callOff = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  const keep = (): void => {
    // What was not changed here may be older than what another tab has stored.
    if (timer === null) return;
    callOff();
    keepDraft(place, draft);
  };
  const change = (part: Partial<KeptDraft>): void => {
    if (isGone) return;
    callOff();
    timer = setTimeout(keep, KEEP_MS);
    set({ ...draft, ...part });
  };
  return {
    read: () => draft,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    change,
    addFile: (file) => change({ files: [...draft.files, file] }),
    removeFile: (id) => change({ files: draft.files.filter((file) => file.id !== id) }),
    clearReply() {
      change({ reply: NO_DRAFT.reply, files: NO_DRAFT.files });
      keep();
    },
    clearNote(noted) {
      if (draft.note.startsWith(noted)) change({ note: draft.note.slice(noted.length).trimStart() });
      keep();
    },
    keep,
    forget() {
      isGone = true;
      callOff();
      keepDraft(place, NO_DRAFT);
      set(NO_DRAFT);
    },
    readAnew() {
      if (timer === null && !isGone) set(readDraft(place));
    },
  };
}
