import type { VisitorLock, VisitorPage, VisitorStorage, VisitorTabs, VisitorTimers } from './ports.ts';

type Listening = {
  addEventListener?(name: string, run: () => void): void;
  removeEventListener?(name: string, run: () => void): void;
};
type Locks = {
  request<T>(name: string, options: { signal?: AbortSignal; steal?: boolean }, task: () => Promise<T>): Promise<T>;
};
type Channel = {
  onmessage: ((event: { data: unknown }) => void) | null;
  postMessage(data: unknown): void;
  close(): void;
};

/** What browsers have, each part of which may be missing: in Node, in old browsers, outside of secure contexts. */
type Browser = Listening & {
  readonly localStorage?: VisitorStorage;
  readonly navigator?: { readonly locks?: Locks };
  readonly BroadcastChannel?: new (name: string) => Channel;
  readonly document?: Listening & { readonly visibilityState?: string };
};
const browser: Browser = globalThis as unknown as Browser;

/** The browser's storage, or null where there is none or the visitor denies it. */
export function browserStorage(): VisitorStorage | null {
  try {
    return browser.localStorage ?? null;
  } catch {
    return null;
  }
}

/** A broadcast channel, or null where there is none; and Web Locks, which pages without https do not have. */
export function browserTabs(): VisitorTabs | null {
  const locks = browser.navigator?.locks;
  const Channel = browser.BroadcastChannel;
  if (!Channel) return null;
  return {
    ...(locks ? { lock: webLock(locks) } : {}),
    open(name, hear) {
      const channel = new Channel(name);
      channel.onmessage = ({ data }) => hear(data);
      return { post: (news) => channel.postMessage(news), close: () => channel.close() };
    },
  };
}

/** A request that steals may have no signal, says the standard. */
const webLock =
  (locks: Locks): VisitorLock =>
  (name, task, { signal, steals } = {}) =>
    locks.request(name, steals ? { steal: true } : signal ? { signal } : {}, task);

export const browserTimers: VisitorTimers = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

export const browserPage: VisitorPage = {
  isVisible: () => browser.document?.visibilityState !== 'hidden',
  onWake(run) {
    const ends = [
      listen(browser, 'online', run),
      listen(browser, 'pageshow', run),
      listen(browser, 'focus', run),
      listen(browser.document, 'visibilitychange', () => browserPage.isVisible() && run()),
    ];
    return () => ends.forEach((end) => void end());
  },
  onLost: (run) => listen(browser, 'offline', run),
  onHide(run) {
    const ends = [
      listen(browser, 'pagehide', run),
      listen(browser.document, 'visibilitychange', () => !browserPage.isVisible() && run()),
    ];
    return () => ends.forEach((end) => void end());
  },
};

function listen(target: Listening | undefined, name: string, run: () => void): () => void {
  target?.addEventListener?.(name, run);
  return () => target?.removeEventListener?.(name, run);
}
