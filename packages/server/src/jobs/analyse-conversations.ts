import { analyseConversations } from '../commands/analyse-conversations.ts';
import type { Deps } from '../commands/deps.ts';
import { queueForAnalysis } from '../commands/queue-for-analysis.ts';
import { releaseAnalyses } from '../store/analysis/analysis-queue.ts';
import { createLogSubscriber, type LogSubscriber, type Pace } from './log-subscriber.ts';

const PACES = {
  pglite: { maxEvents: 48, pollMs: 5_000, restFactor: 9, wakeMs: 500 },
  postgres: { maxEvents: 1_000, pollMs: 2_000, restFactor: 5, wakeMs: 500 },
} as const satisfies Record<'pglite' | 'postgres', Pace>;

/** What is said in one breath is analysed together; a model, which costs something, waits for a longer pause. */
const QUIET_MS = { builtin: 1_000, model: 5_000 } as const;

/** Has conversations wait for their analysis, at its own cursor: turns know nothing of it. */
export function createAnalysisFollower(deps: Deps): LogSubscriber {
  const pace = PACES[deps.database.kind];
  const quietMs = deps.analyst.name === 'builtin' ? QUIET_MS.builtin : QUIET_MS.model;
  const read = () => queueForAnalysis(deps, { maxEvents: pace.maxEvents, quietMs });
  return createLogSubscriber(deps, { name: 'reading on for the analysis', pace, read });
}

/** Under full load messages come first: after each batch it rests nine times as long as it worked. */
const WORK = { maxEvents: 8, pollMs: 500, restFactor: 9, wakeMs: 0 } as const satisfies Pace;
/** A model's answers are waited for, which costs nothing here. */
const MODEL_WORK = { maxEvents: 1, pollMs: 500, restFactor: 0, wakeMs: 0 } as const satisfies Pace;
const MODEL_LANES = 3;

/** Analyses what waits. Several nodes share the work. */
export function createAnalyser(deps: Deps): Pick<LogSubscriber, 'start' | 'stop'> {
  const stopping = new AbortController();
  const isBuiltin = deps.analyst.name === 'builtin';
  const pace = isBuiltin ? WORK : MODEL_WORK;
  let begun: Promise<void> | undefined;
  const read = async () => {
    if (stopping.signal.aborted) return 0;
    // The embedded database has one server: what was claimed before it began is nobody's.
    begun ??= deps.database.kind === 'pglite' ? releaseAnalyses(deps.database.named) : Promise.resolve();
    await begun;
    return analyseConversations(deps, { limit: pace.maxEvents, stopping: stopping.signal });
  };
  const lanes = Array.from({ length: isBuiltin ? 1 : MODEL_LANES }, () =>
    createLogSubscriber(deps, { name: 'analysing conversations', pace, read }),
  );
  return {
    start() {
      for (const lane of lanes) lane.start();
    },
    async stop() {
      stopping.abort();
      await Promise.all(lanes.map((lane) => lane.stop()));
    },
  };
}
