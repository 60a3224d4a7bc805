/** What was labelled, and what a method said. */
export type Verdict = readonly [labelled: string, said: string];

export type Agreement = { readonly cases: number; readonly accuracy: number; readonly kappa: number };

/** How often both say the same, and how far that is above chance (Cohen's kappa: 0 chance, 1 always). */
export function agreementOf(verdicts: readonly Verdict[]): Agreement {
  const share = (test: (verdict: Verdict) => boolean): number => verdicts.filter(test).length / verdicts.length;
  const accuracy = share(([labelled, said]) => labelled === said);
  const labels = [...new Set(verdicts.flat())];
  const chance = labels.reduce(
    (sum, label) => sum + share(([labelled]) => labelled === label) * share(([, said]) => said === label),
    0,
  );
  return { cases: verdicts.length, accuracy, kappa: chance === 1 ? 1 : (accuracy - chance) / (1 - chance) };
}
