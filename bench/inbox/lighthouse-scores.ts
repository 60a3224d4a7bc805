import lighthouse, { desktopConfig } from 'lighthouse';
import type { Cookie } from 'playwright-core';

type Signed = { readonly port: number; readonly cookies: readonly Cookie[] };

/** What Lighthouse gives a page of somebody who is signed in, out of 100, with its settings for a desk. */
export async function lighthouseScores(
  url: string,
  { port, cookies }: Signed,
): Promise<{ performance: number; accessibility: number }> {
  const extraHeaders = { Cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') };
  const flags = { port, logLevel: 'error', output: 'json', onlyCategories: ['performance', 'accessibility'] } as const;
  const run = await lighthouse(
    url,
    { ...flags, extraHeaders, onlyCategories: [...flags.onlyCategories] },
    desktopConfig,
  );
  if (!run || run.lhr.runtimeError) throw new Error(`Lighthouse failed: ${run?.lhr.runtimeError?.message}`);
  const { performance, accessibility } = run.lhr.categories;
  for (const { id, score, title } of Object.values(run.lhr.audits)) {
    if (score !== null && score < 1 && accessibility?.auditRefs.some((ref) => ref.id === id))
      console.log(`${id}: ${title}`);
  }
  const outOfHundred = (score: number | null | undefined): number => Math.round((score ?? Number.NaN) * 100);
  return { performance: outOfHundred(performance?.score), accessibility: outOfHundred(accessibility?.score) };
}
