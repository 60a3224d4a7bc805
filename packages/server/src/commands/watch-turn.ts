import type { Conversation } from '../domain/conversation/conversation.ts';
import type { Deps } from './deps.ts';

/** A running turn, watched for the moment in which nobody wants its reply any more. */
export type TurnWatch = {
  /** Fires when the turn is superseded, and when its caller's signal does. */
  readonly signal: AbortSignal;
  /** The outcome of the work, or null as soon as the turn is superseded, whether or not the work heeds the signal. */
  unlessSuperseded<T>(work: Promise<T>): Promise<T | null>;
  stop(): void;
};

/** One for all, since each abort without a reason builds one with its stack. Nobody is shown it. */
const SUPERSEDED = new Error('The turn was superseded.');

/** Watches a turn from the state that it begins on: a change of who drives ends it, on whichever node that happens. */
export function watchTurn(
  { signals }: Pick<Deps, 'signals'>,
  conversation: Conversation,
  turnId: string,
  caller: AbortSignal,
): TurnWatch {
  const controller = new AbortController();
  const superseded = Promise.withResolvers<null>();
  const onCallerAbort = (): void => controller.abort(caller.reason);
  caller.addEventListener('abort', onCallerAbort, { once: true });
  if (caller.aborted) onCallerAbort();
  const unwatch = signals.watch(conversation, turnId, () => {
    superseded.resolve(null);
    controller.abort(SUPERSEDED);
  });
  return {
    signal: controller.signal,
    unlessSuperseded(work) {
      // What fails because it was ended concerns nobody.
      work.catch(() => undefined);
      return Promise.race([superseded.promise, work]);
    },
    stop() {
      unwatch();
      caller.removeEventListener('abort', onCallerAbort);
    },
  };
}
