import { plainJson } from './plain-json.ts';
import type { VisitorStorage } from './ports.ts';

/** What is kept in the browser for one agent of one installation, by name. */
export type Shelf = {
  /** Whether other tabs can read what is kept here. */
  readonly isShared: boolean;
  /** What was kept, or null; what is not ours or is broken is thrown away. */
  read(name: string): unknown;
  /** Names that begin so, in no order. */
  names(beginning: string): readonly string[];
  /** False where it could be kept only until the page ends. */
  write(name: string, value: unknown): boolean;
  remove(name: string): void;
  clear(): void;
  /** From now on it may keep: until then nothing reaches the storage. */
  release(): void;
  /** From now on nothing reaches the storage, until it is released again. */
  hold(): void;
};

/** Raised when what is kept changes its shape: what an older version has kept is then thrown away. */
const VERSION = 1;

type ShelfInput = {
  readonly storage: VisitorStorage | null;
  readonly prefix: string;
  /** What may be thrown away when the storage is full, because the server has it too. */
  readonly spare: string;
};

/** Keeps in `storage` what it takes, and everything else in memory. Never throws. */
export function createShelf({ storage, prefix, spare }: ShelfInput): Shelf {
  const memory = new Map<string, string>();
  let isReleased = false;
  const stored = namesIn(storage, prefix);
  const shelf: Shelf = {
    isShared: storage !== null && stored !== null,
    read(name) {
      const text = memory.get(name) ?? attempt(() => storage?.getItem(prefix + name)) ?? null;
      const value = text === null ? null : contentOf(text);
      if (text !== null && value === null) shelf.remove(name);
      return value;
    },
    names: (beginning) =>
      [...new Set([...memory.keys(), ...(namesIn(storage, prefix) ?? [])])].filter((name) =>
        name.startsWith(beginning),
      ),
    write(name, value) {
      const text = plainJson({ version: VERSION, value });
      const put = (): boolean => attempt(() => storage?.setItem(prefix + name, text) ?? true) === true;
      const makeRoom = (): true => {
        attempt(() => storage?.removeItem(prefix + spare));
        return true;
      };
      const isKept = isReleased && storage !== null && (put() || (makeRoom() && put()));
      if (isKept) memory.delete(name);
      else memory.set(name, text);
      return isKept;
    },
    remove(name) {
      memory.delete(name);
      attempt(() => storage?.removeItem(prefix + name));
    },
    clear() {
      for (const name of shelf.names('')) shelf.remove(name);
    },
    release() {
      isReleased = true;
      for (const [name, text] of memory) shelf.write(name, contentOf(text));
    },
    hold() {
      isReleased = false;
    },
  };
  return shelf;
}

/** Null where the storage refuses to be read. */
function namesIn(storage: VisitorStorage | null, prefix: string): readonly string[] | null {
  return attempt(() =>
    Array.from({ length: storage?.length ?? 0 }, (_, index) => storage?.key(index) ?? '')
      .filter((key) => key.startsWith(prefix))
      .map((key) => key.slice(prefix.length)),
  );
}

function contentOf(text: string): unknown {
  const content: unknown = attempt(() => JSON.parse(text));
  const isOurs = typeof content === 'object' && content !== null && 'value' in content && 'version' in content;
  return isOurs && content.version === VERSION ? content.value : null;
}

/** A denied or full storage throws; null stands for that. */
function attempt<T>(act: () => T): T | null {
  try {
    return act();
  } catch {
    return null;
  }
}
