import type { PendingMessage } from '../../conversation-state/pending-message.ts';

/** Where what is on its way survives a reload, and where tabs of one browser see what the others do with it. */
export type MessageStore = {
  read(): readonly PendingMessage[];
  write(messages: readonly PendingMessage[]): void;
  /** Hears that another tab has written. */
  subscribe(listener: () => void): () => void;
};

/** Keys are known to the server for a day: later, another attempt could say it twice. */
const KEY_LIFE_MS = 23 * 60 * 60_000;

/** The messages of an outbox, here and in the browser's storage, which other tabs change too. */
export function holdMessages({ store, now }: { readonly store: MessageStore; readonly now: () => number }) {
  const listeners = new Set<() => void>();
  let messages: readonly PendingMessage[] = store.read().map((message) => afterReload(message, now()));
  /** By key, what this tab is sending. */
  const own = new Set(messages.filter(isSending).map(({ key }) => key));
  let isGone = false;
  const show = (next: readonly PendingMessage[]): void => {
    messages = next;
    for (const listener of listeners) listener();
  };
  const set = (next: readonly PendingMessage[]): void => {
    if (isGone) return;
    store.write(next);
    show(next);
  };
  return {
    list: (): readonly PendingMessage[] => messages,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    add(message: PendingMessage): void {
      own.add(message.key);
      set([...messages, message]);
    },
    change(key: string, change: Partial<PendingMessage>): void {
      own.delete(key);
      const next = messages.map((message) => (message.key === key ? { ...message, ...change } : message));
      if (change.state?.is === 'sending') own.add(change.key ?? key);
      set(next);
    },
    remove(key: string): void {
      own.delete(key);
      set(messages.filter((message) => message.key !== key));
    },
    /** Takes over what another tab has done to them, but for what this one is sending; calls `then` after that. */
    onOther(then: () => void): void {
      store.subscribe(() => {
        if (isGone) return;
        const stored = store.read();
        const sending = messages.filter(({ key }) => own.has(key) && !stored.some((message) => message.key === key));
        show([...stored, ...sending]);
        then();
      });
    },
    forget(): void {
      set([]);
      isGone = true;
    },
  };
}

const isSending = ({ state }: PendingMessage): boolean => state.is === 'sending';

/** What was on its way is tried again with its key, as long as the server knows it. */
function afterReload(message: PendingMessage, now: number): PendingMessage {
  const isOld = now - Date.parse(message.at) > KEY_LIFE_MS;
  return isOld && isSending(message) ? { ...message, state: { is: 'failed', problem: '' } } : message;
}
