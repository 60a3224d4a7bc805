/** What this tab or browser remembers for the loader; nothing where storage is denied. */
export type Memory = {
  read(name: string): string | null;
  write(name: string, value: string | null): void;
};

/** A memory under names of its own. `kind` says whether it is the tab's or the browser's. */
export function memory(kind: 'sessionStorage' | 'localStorage', prefix: string): Memory {
  const fallback: Record<string, string | null> = Object.create(null);
  const storage = (): Storage | null => {
    try {
      // Throws where the browser or the page's sandbox denies it.
      return window[kind];
    } catch {
      return null;
    }
  };
  return {
    read(name) {
      try {
        return storage()?.getItem(prefix + name) ?? fallback[name] ?? null;
      } catch {
        return fallback[name] ?? null;
      }
    },
    write(name, value) {
      fallback[name] = value;
      try {
        if (value === null) storage()?.removeItem(prefix + name);
        else storage()?.setItem(prefix + name, value);
      } catch {
        // Full or denied: this page still remembers.
      }
    },
  };
}
