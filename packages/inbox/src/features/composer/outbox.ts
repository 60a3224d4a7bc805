import type { InboxMessage } from '@parley/protocol/api';
import { ApiError, type InboxClient } from '@parley/sdk';
import type { PendingMessage } from '../../conversation-state/pending-message.ts';
import { isWorthAnotherTry, problemOf } from '../../session/problem-of.ts';

/** After so many attempts the person decides whether it goes on. */
const ATTEMPTS = 6;
/** Keys are known to the server for a day: later, another attempt could say it twice. */
const KEY_LIFE_MS = 23 * 60 * 60_000;

export type OutboxDeps = {
  readonly client: Pick<InboxClient, 'call'>;
  readonly conversationId: string;
  /** Where what is on its way survives a reload. */
  readonly store: { read(): readonly PendingMessage[]; write(messages: readonly PendingMessage[]): void };
  readonly newKey: () => string;
  readonly now: () => number;
  /** Waits between attempts. */
  readonly wait: (ms: number) => Promise<void>;
  /** The sentence for a refusal because of what somebody else did. */
  readonly overtaken: (error: unknown) => string | null;
};

/** Replies of one person in one conversation on their way to the server, in the order in which they were sent. */
export type Outbox = {
  readonly list: () => readonly PendingMessage[];
  subscribe(listener: () => void): () => void;
  /** Sends it, each once, however often it must be tried. */
  send(message: Pick<PendingMessage, 'text' | 'files' | 'basedOn'>): void;
  /** Tries again what has failed; what was overtaken is sent although, on what is on screen now. */
  retry(key: string, basedOn: number): void;
  /** Gives up one that waits for the person, and gives it back; undefined where it is on its way. */
  takeBack(key: string): PendingMessage | undefined;
  /** Hears of each message that the server has taken. */
  onTaken(listener: (message: InboxMessage) => void): () => void;
};

/** Opens it; what a reload has left goes on. */
export function createOutbox(deps: OutboxDeps): Outbox {
  const listeners = new Set<() => void>();
  const takers = new Set<(message: InboxMessage) => void>();
  let messages: readonly PendingMessage[] = deps.store.read().map((message) => afterReload(message, deps.now()));
  let isWorking = false;
  const set = (next: readonly PendingMessage[]): void => {
    messages = next;
    deps.store.write(next);
    for (const listener of listeners) listener();
  };
  const become = (key: string, change: Partial<PendingMessage>): void =>
    set(messages.map((message) => (message.key === key ? { ...message, ...change } : message)));
  const work = async (): Promise<void> => {
    if (isWorking) return;
    isWorking = true;
    // One after the other: what waits for the person holds up what was said after it.
    for (let next = messages[0]; next?.state.is === 'sending'; next = messages[0]) {
      const { key } = next;
      const outcome = await deliver(deps, next);
      if ('state' in outcome) become(key, { state: outcome.state });
      else {
        for (const taker of takers) taker(outcome.message);
        set(messages.filter((message) => message.key !== key));
      }
    }
    isWorking = false;
  };
  void work();
  return {
    list: () => messages,
    subscribe: (listener) => joined(listeners, listener),
    onTaken: (listener) => joined(takers, listener),
    send(message) {
      const at = new Date(deps.now()).toISOString();
      set([...messages, { ...message, key: deps.newKey(), at, state: { is: 'sending' } }]);
      void work();
    },
    retry(key, basedOn) {
      const found = messages.find((message) => message.key === key);
      if (!found || found.state.is === 'sending') return;
      // A refusal is an answer, which the same key would get again.
      const isRefused = found.state.is === 'failed' && found.state.isRefused === true;
      const anew =
        found.state.is === 'overtaken' ? { key: deps.newKey(), basedOn } : isRefused ? { key: deps.newKey() } : {};
      become(key, { ...anew, state: { is: 'sending' } });
      void work();
    },
    takeBack(key) {
      const found = messages.find((message) => message.key === key);
      if (!found || found.state.is === 'sending') return undefined;
      set(messages.filter((message) => message.key !== key));
      void work();
      return found;
    },
  };
}

type Outcome = { readonly message: InboxMessage } | { readonly state: PendingMessage['state'] };

async function deliver(deps: OutboxDeps, { key, text, files, basedOn }: PendingMessage): Promise<Outcome> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const message = await deps.client.call('send-inbox-message', {
        params: { id: deps.conversationId },
        headers: { 'Idempotency-Key': key, 'Based-On': String(basedOn) },
        body: { text, files: files.map(({ id }) => id) },
      });
      return { message };
    } catch (error) {
      const overtaken = deps.overtaken(error);
      if (overtaken !== null) return { state: { is: 'overtaken', problem: overtaken } };
      const isRefused = !isWorthAnotherTry(error);
      if (isRefused || attempt === ATTEMPTS) return { state: { is: 'failed', problem: problemOf(error), isRefused } };
      await deps.wait(pauseAfter(attempt, error));
    }
  }
}

const pauseAfter = (attempt: number, error: unknown): number =>
  Math.max(error instanceof ApiError ? (error.retryAfterMs ?? 0) : 0, 500 * 2 ** attempt);

/** What was on its way is tried again with its key, as long as the server knows it. */
function afterReload(message: PendingMessage, now: number): PendingMessage {
  const isOld = now - Date.parse(message.at) > KEY_LIFE_MS;
  return isOld && message.state.is === 'sending' ? { ...message, state: { is: 'failed', problem: '' } } : message;
}

function joined<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
