import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** The rules of WCAG 2.2 level AA, and what goes before them. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * What axe finds in a page as it is now, shadow roots included: one line for each element. Empty is clean. `within` looks at one part
 * only, where the page around it is not ours.
 */
export async function axeFaults(page: Page, within?: string): Promise<string[]> {
  // Not a script tag: the policy of the page under test stays as it is.
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    ({ rules, within: selector }) => {
      const { axe: run } = window as unknown as { axe: { run(context: unknown, options: unknown): Promise<Found> } };
      type Found = { violations: { id: string; help: string; nodes: { target: unknown; failureSummary: string }[] }[] };
      return run.run(selector ?? document, { runOnly: { type: 'tag', values: rules }, resultTypes: ['violations'] });
    },
    { rules: RULES, within },
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}; ${JSON.stringify(target)}; ${failureSummary}`),
  );
}
