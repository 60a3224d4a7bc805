import type { LanguageModelV4, LanguageModelV4CallOptions } from '@ai-sdk/provider';
import { DEFAULT_MODEL_LIMITS, type ModelLimits } from './limits.ts';
import type { CallResult } from './model-call.ts';
import { callWithRetries, type ModelRun } from './retry.ts';

export type ModelSetup = {
  readonly languageModel: LanguageModelV4;
  /** What usage and logs call it: `openai/…`, `builtin`. */
  readonly name: string;
  readonly limits?: Partial<ModelLimits>;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  readonly random?: () => number;
};

type Asked = Pick<ModelRun, 'stream' | 'signal'>;

/** Begins some calls of a model, which share its time. */
export function beginRun(setup: ModelSetup, { stream, signal }: Asked): ModelRun {
  const limits = { ...DEFAULT_MODEL_LIMITS, ...setup.limits };
  const now = setup.now ?? Date.now;
  return {
    model: setup.languageModel,
    name: setup.name,
    limits,
    stream,
    signal,
    deadlineMs: now() + limits.totalMs,
    now,
    random: setup.random ?? Math.random,
  };
}

/** One call without a stream, again after a failure that may pass. Throws as `callWithRetries` does. */
export async function callToEnd(run: ModelRun, options: LanguageModelV4CallOptions): Promise<CallResult> {
  const steps = callWithRetries(run, options);
  for (;;) {
    const { done, value } = await steps.next();
    if (done) return value;
  }
}
