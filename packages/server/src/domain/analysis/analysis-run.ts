/** A run over history: it goes on until every conversation of it was analysed, or it is called off. */
export type AnalysisRunState = 'running' | 'done' | 'cancelled';

/** Which conversations a run analyses; null leaves open. */
export type RunSelection = {
  readonly agentId: string | null;
  /** Begun at or after. */
  readonly since: Date | null;
  /** Begun at or before. */
  readonly until: Date | null;
};

export type AnalysisRun = RunSelection & {
  readonly id: string;
  readonly state: AnalysisRunState;
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
};

/** How often an analysis is tried before it is given up. */
export const ANALYSIS_ATTEMPTS = 4;

/** Until the next attempt: a model that is down need not be asked again at once. */
export const nextAttemptMs = (attempts: number): number => 15_000 * 4 ** Math.max(0, attempts - 1);
