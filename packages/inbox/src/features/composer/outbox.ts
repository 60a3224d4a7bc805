import type { InboxMessage } from '@parley/protocol/api';
import { ApiError, type InboxClient } from '@parley/sdk';
import type { PendingMessage } from '../../conversation-state/pending-message.ts';
import { isWorthAnotherTry, problemOf } from '../../session/problem-of.ts';
import { holdMessages, type MessageStore } from './held-messages.ts';

/** After so many attempts the person decides whether it goes on. */
const ATTEMPTS = 6;

export type OutboxDeps = {
  readonly client: Pick<InboxClient, 'call'>;
  readonly conversationId: string;
  readonly store: MessageStore;
  /** Does work that only one tab shall do at a time. */
  readonly alone: (work: () => Promise<void>) => Promise<void>;
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
  /** Forgets everything for good, as the conversation is gone. */
  forget(): void;
};

/** Opens it; what a reload has left goes on. */
export function createOutbox(deps: OutboxDeps): Outbox {
  const takers = new Set<(message: InboxMessage) => void>();
  const held = holdMessages(deps);
  let isWorking = false;
  const work = async (): Promise<void> => {
    // One after the other: what waits for the person holds up what was said after it.
    for (let next = held.list()[0]; next?.state.is === 'sending'; next = held.list()[0]) {
      const { key } = next;
      const outcome = await deliver(deps, next);
      if ('state' in outcome) held.change(key, { state: outcome.state });
      else {
        for (const taker of takers) taker(outcome.message);
        held.remove(key);
      }
    }
  };
  const isDue = (): boolean => held.list()[0]?.state.is === 'sending';
  const begin = async (): Promise<void> => {
    if (isWorking) return;
    isWorking = true;
    while (isDue()) await deps.alone(work);
    isWorking = false;
  };
  held.onOther(() => void begin());
  void begin();
  const waiting = (key: string): PendingMessage | undefined =>
    held.list().find((message) => message.key === key && message.state.is !== 'sending');
  return {
    list: held.list,
    subscribe: held.subscribe,
    onTaken: (listener) => joined(takers, listener),
    send(message) {
      const at = new Date(deps.now()).toISOString();
      held.add({ ...message, key: deps.newKey(), at, state: { is: 'sending' } });
      void begin();
    },
    retry(key, basedOn) {
      const found = waiting(key);
      if (!found) return;
      const isOvertaken = found.state.is === 'overtaken';
      // A refusal is an answer, which the same key would get again.
      const isRefused = isOvertaken || (found.state.is === 'failed' && found.state.isRefused === true);
      const anew = { ...(isRefused ? { key: keyAfter(key) } : {}), ...(isOvertaken ? { basedOn } : {}) };
      held.change(key, { ...anew, state: { is: 'sending' } });
      void begin();
    },
    takeBack(key) {
      const found = waiting(key);
      if (found) held.remove(key);
      void begin();
      return found;
    },
    forget: held.forget,
  };
}

/** The key after a refused one: the same in every tab, so that whoever asks for another attempt, it is said once. */
function keyAfter(key: string): string {
  const [first = key, attempt = '1'] = key.split('#');
  return `${first}#${Number(attempt) + 1}`;
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

function joined<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
