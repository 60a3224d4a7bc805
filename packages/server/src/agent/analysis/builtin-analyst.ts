import type { Analyst } from '../../domain/analysis/talk.ts';

/** Understands a talk without a model. It costs nothing and sends nothing anywhere. */
export function createBuiltinAnalyst(): Analyst {
  return {
    name: 'builtin',
    async analyse(talk, rubric, signal) {
      // Its words and weights are loaded with the first talk: a start need not wait for them.
      const { findingsOf } = await import('./builtin-findings.ts');
      signal.throwIfAborted();
      return { findings: findingsOf(talk, rubric), usage: null };
    },
  };
}
