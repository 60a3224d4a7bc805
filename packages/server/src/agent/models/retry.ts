import { setTimeout as pause } from 'node:timers/promises';
import type { LanguageModelV4, LanguageModelV4CallOptions } from '@ai-sdk/provider';
import type { ModelStep } from '../../domain/turn/turn-context.ts';
import type { ModelLimits } from './limits.ts';
import { type CallResult, callStreamed, callWhole } from './model-call.ts';
import { describeFailure, failure, modelUnavailable, type ProviderFailure } from './provider-failure.ts';
import { type Watch, watchCall } from './watch.ts';

/** One turn's calls of a model: what they share. */
export type ModelRun = {
  readonly model: LanguageModelV4;
  readonly name: string;
  readonly limits: ModelLimits;
  readonly stream: boolean;
  /** The caller's; its abort ends everything and is never retried. */
  readonly signal: AbortSignal;
  /** In the time of `now`. */
  readonly deadlineMs: number;
  readonly now: () => number;
  readonly random: () => number;
};

/**
 * Calls the model, again after a failure that may pass. Once text was shown a retry goes unstreamed: two beginnings
 * of an answer must not be shown in a row, and the final text replaces what was shown. Throws the signal's reason, or
 * AppError `unavailable`.
 */
export async function* callWithRetries(
  run: ModelRun,
  options: LanguageModelV4CallOptions,
): AsyncGenerator<ModelStep, CallResult> {
  let shown = false;
  let asked = options;
  for (let attempt = 1; ; attempt += 1) {
    run.signal.throwIfAborted();
    const watch = watchCall(run.signal, run.deadlineMs - run.now(), run.limits.stallMs);
    try {
      if (!run.stream || shown) {
        const result = await callWhole(run.model, asked, watch);
        watch.completed();
        return result;
      }
      const call = callStreamed(run.model, asked, watch);
      let step = await call.next();
      while (step.done !== true) {
        shown = true;
        yield { type: 'delta', text: step.value };
        step = await call.next();
      }
      watch.completed();
      return step.value;
    } catch (error) {
      run.signal.throwIfAborted();
      const reason = failureOf(error, watch, run);
      if (reason.reason === 'tools_refused' && asked.tools !== undefined) {
        asked = withoutTools(asked);
        continue;
      }
      const waitMs = waitBeforeRetry(reason, attempt, run);
      if (waitMs === null) throw modelUnavailable(run.name, reason, attempt);
      await waitFor(waitMs, run.signal);
    } finally {
      watch.stop();
    }
  }
}

/** A model without tools answers all the same; the visitor's wish for a person then comes as the kind of its reply. */
function withoutTools({ tools, toolChoice, ...others }: LanguageModelV4CallOptions): LanguageModelV4CallOptions {
  return others;
}

function failureOf(error: unknown, watch: Watch, run: ModelRun): ProviderFailure {
  const endedBy = watch.endedBy();
  if (endedBy === 'timed_out') return failure('timed_out', null, false);
  if (endedBy === 'stalled') return failure('stalled', null, true);
  return describeFailure(error, run.now());
}

/** Null when there is no point in another attempt. */
function waitBeforeRetry(reason: ProviderFailure, attempt: number, run: ModelRun): number | null {
  const { retries, backoffMs, maxRetryAfterMs } = run.limits;
  if (!reason.retryable || attempt > retries) return null;
  const asked = reason.retryAfterMs ?? 0;
  // Half of the pause is random, lest all turns that failed together come back together.
  const waitMs = Math.max(asked, backoffMs * 2 ** (attempt - 1) * (0.5 + run.random() / 2));
  return asked > maxRetryAfterMs || run.now() + waitMs >= run.deadlineMs ? null : waitMs;
}

async function waitFor(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await pause(ms, undefined, { signal });
  } catch {
    signal.throwIfAborted();
  }
}
