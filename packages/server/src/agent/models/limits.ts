/** What one turn may take of a model. */
export type ModelLimits = {
  /** For the whole turn: all steps, retries and pauses. */
  readonly totalMs: number;
  /** Between two pieces of a stream once it flows; before its first piece a model may think up to `totalMs`. */
  readonly stallMs: number;
  /** Calls of the model, each after the first one with the results of the tools that the last one asked for. */
  readonly maxSteps: number;
  /** Per call; models that reason spend them on their thoughts too. */
  readonly maxOutputTokens: number;
  /** How often a failed call is made again. */
  readonly retries: number;
  /** The pause before the first retry; it doubles each time and is jittered. */
  readonly backoffMs: number;
  /** A vendor that asks for a longer pause than this counts as unavailable at once. */
  readonly maxRetryAfterMs: number;
};

export const DEFAULT_MODEL_LIMITS: ModelLimits = {
  totalMs: 45_000,
  stallMs: 15_000,
  maxSteps: 4,
  maxOutputTokens: 4_096,
  retries: 2,
  backoffMs: 400,
  maxRetryAfterMs: 10_000,
};
