import {
  createContext,
  type ReactNode,
  use,
  useEffect,
  useEffectEvent,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import { entryFor } from './entry-for.ts';
import { isTyping, type Keys, pressOf } from './keys.ts';

export type Shortcut = {
  readonly keys: Keys;
  /** What it does, in words. */
  readonly label: string;
  /** Under which heading the help lists it. */
  readonly group: string;
  /** Also while somebody types, or a window is open over the screen. */
  readonly whileTyping?: boolean;
  /** Whether the keys are meant for this one now: asked at each press, where something else may have the same keys. */
  readonly isMeant?: () => boolean;
};

type Entry = Shortcut & { readonly run: () => void };
type Registry = {
  add(entry: Entry): () => void;
  readonly list: () => readonly Entry[];
  subscribe(listener: () => void): () => void;
};

/** The second key of two must come within this time. */
const SEQUENCE_MS = 1_000;

const ShortcutContext = createContext<Registry | null>(null);

/** Hears the keys for all that is inside. */
export function ShortcutProvider({ children }: { readonly children: ReactNode }) {
  const [registry] = useState(createRegistry);
  useEffect(() => listenForKeys(registry), [registry]);
  return <ShortcutContext value={registry}>{children}</ShortcutContext>;
}

/** Makes keys do something for as long as the component is there. Which of two with the same keys counts: `entryFor`. */
export function useShortcut(shortcut: Shortcut, run: () => void, isOn = true): void {
  const registry = use(ShortcutContext);
  const act = useEffectEvent(run);
  const ask = useEffectEvent((): boolean => shortcut.isMeant?.() ?? false);
  const { keys, label, group, whileTyping = false } = shortcut;
  const isChoosy = shortcut.isMeant !== undefined;
  useEffect(() => {
    if (!isOn) return;
    const choosy = isChoosy ? { isMeant: () => ask() } : {};
    return registry?.add({ keys, label, group, whileTyping, ...choosy, run: () => act() });
  }, [registry, keys, label, group, whileTyping, isChoosy, isOn]);
}

/** What keys do on this screen, for the help and the palette. */
export function useShortcuts(): readonly Entry[] {
  const registry = use(ShortcutContext);
  const empty = useMemo(() => createRegistry(), []);
  const { subscribe, list } = registry ?? empty;
  return useSyncExternalStore(subscribe, list);
}

function createRegistry(): Registry {
  let entries: readonly Entry[] = [];
  const listeners = new Set<() => void>();
  const set = (next: readonly Entry[]): void => {
    entries = next;
    for (const listener of listeners) listener();
  };
  return {
    add(entry) {
      set([...entries, entry]);
      return () => set(entries.filter((each) => each !== entry));
    },
    list: () => entries,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const MOVES: ReadonlySet<Keys> = new Set(['j', 'k', 'arrowup', 'arrowdown']);

/** A window over the screen has the keys for itself. */
const isCovered = (): boolean => document.querySelector('[role=dialog], [role=menu]') !== null;

function listenForKeys(registry: Registry): () => void {
  let before: { readonly press: Keys; readonly at: number } | null = null;
  const hear = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    const press = pressOf(event);
    // A key that is held moves on and on; what it does to a conversation it does once.
    if (event.repeat && !MOVES.has(press)) return;
    const sequence = before && event.timeStamp - before.at < SEQUENCE_MS ? `${before.press} ${press}` : null;
    const typing = isTyping(event.target) || isCovered();
    const found = entryFor(registry.list(), { press, sequence, isTyping: typing });
    before = found || typing ? null : { press, at: event.timeStamp };
    if (!found) return;
    event.preventDefault();
    found.run();
  };
  document.addEventListener('keydown', hear);
  return () => document.removeEventListener('keydown', hear);
}
