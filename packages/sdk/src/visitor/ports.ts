/** Where a browser keeps what must outlive a reload: `localStorage`, or anything like it. It may throw at every call. */
export interface VisitorStorage {
  readonly length: number;
  key(index: number): string | null;
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** How the tabs of one browser find each other. */
export interface VisitorTabs {
  /** Without it the tabs claim in their storage what they would lock: nearly as well. */
  readonly lock?: VisitorLock;
  /** Hears what the other tabs post under `name`; what is posted must be JSON. */
  open(name: string, hear: (news: unknown) => void): TabChannel;
}

/**
 * Runs `task` while nobody else holds `name`, and resolves with it. Rejects when `signal` ends the wait, or when another
 * tab has stolen the lock meanwhile.
 */
export type VisitorLock = <T>(name: string, task: () => Promise<T>, options?: LockOptions) => Promise<T>;

export type LockOptions = {
  readonly signal?: AbortSignal;
  /** Takes the lock from whoever has it: for a tab that the browser has frozen while it held it. */
  readonly steals?: boolean;
};

export type TabChannel = { post(news: unknown): void; close(): void };

/** Time, so that tests can have their own. */
export interface VisitorTimers {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs once after `ms`; call what it gives to prevent it. */
  after(ms: number, run: () => void): () => void;
}

/** The page as far as it concerns a conversation. */
export interface VisitorPage {
  isVisible(): boolean;
  /** Runs whenever the page may have slept, and when the network is back. */
  onWake(run: () => void): () => void;
  /** Runs when the platform says that there is no network. */
  onLost?(run: () => void): () => void;
  /** Runs when the page may be about to end. */
  onHide(run: () => void): () => void;
}
