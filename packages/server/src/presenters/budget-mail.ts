import type { BudgetRule, BudgetStanding } from '../domain/usage/budget.ts';
import { linkMail } from './link-mail.ts';

export type BudgetNews = {
  readonly workspace: string;
  /** Whose budget it is; null for that of the workspace. */
  readonly agent: string | null;
  readonly standing: BudgetStanding & { readonly rule: BudgetRule };
  readonly currency: string | null;
  /** The last day of the month. */
  readonly until: string;
  readonly url: string;
};

/** The mail that tells an owner that a budget is at 80 %, or at its limit. */
export function budgetMail({ workspace, agent, standing, currency, until, url }: BudgetNews) {
  const { rule, spent, share, state } = standing;
  const whose = agent === null ? `the workspace «${workspace}»` : `«${agent}» in the workspace «${workspace}»`;
  const isReached = state === 'reached';
  const percent = Math.floor(share * 100);
  const amounts = `${amount(spent, rule, currency)} of ${amount(rule.limit, rule, currency)}`;
  return linkMail({
    subject: isReached ? `A budget of ${workspace} is used up` : `A budget of ${workspace} is at ${percent} %`,
    paragraphs: [
      `The monthly budget of ${whose} is at ${percent} %: ${amounts}.`,
      consequence(rule, { isReached, until }),
    ],
    action: 'Look at the usage',
    url,
    closing: ['You get this mail because you own the workspace. It is sent once a month for each budget and level.'],
  });
}

function consequence(
  { atLimit }: BudgetRule,
  { isReached, until }: { readonly isReached: boolean; readonly until: string },
): string {
  if (atLimit === 'warn') return 'Nothing else happens at the limit: this budget only warns.';
  return isReached
    ? `Until the end of ${until} the built-in model answers, which costs nothing. A higher limit changes that at once.`
    : `At the limit the built-in model answers, which costs nothing, until the end of ${until}.`;
}

function amount(value: number, { unit }: BudgetRule, currency: string | null): string {
  if (unit === 'tokens') return `${value.toLocaleString('en')} tokens`;
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  return `${(value / 1_000_000).toLocaleString('en', digits)} ${currency ?? ''}`.trim();
}
