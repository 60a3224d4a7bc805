import { BUDGET_THRESHOLDS, type BudgetRule, scopeOf } from '../domain/usage/budget.ts';
import { budgetMail } from '../presenters/budget-mail.ts';
import { listWorkspaceAgents } from '../store/agents/list-agents.ts';
import { insertMail } from '../store/mail/outbox.ts';
import { findOwners } from '../store/people/find-owners.ts';
import type { Tx } from '../store/schema.ts';
import { type BudgetAlert, insertBudgetAlert, listBudgetAlerts } from '../store/usage/budget-alerts.ts';
import type { UsageSettings } from '../store/usage/usage-settings.ts';
import type { BudgetStandings, Deps } from './deps.ts';
import { mailsWait } from './send-mail.ts';

type TellDeps = Pick<Deps, 'database' | 'clock' | 'ids' | 'baseUrl' | 'bus'>;
type Counted = BudgetStandings & { readonly settings: UsageSettings };
type News = {
  readonly counted: Counted;
  readonly standing: Counted['standings'][number];
  readonly alert: BudgetAlert;
};

/** Mails owners what they have not been told of their budgets this month: that one is at 80 %, or at its limit. */
export async function tellOfBudgets(deps: TellDeps, counted: readonly Counted[]): Promise<void> {
  const news = counted.flatMap(newsOf);
  const told = await listBudgetAlerts(deps.database.db, [...new Set(news.map(({ alert }) => alert.workspaceId))]);
  const known = new Set(told.map(keyOf));
  const fresh = news.filter(({ alert }) => !known.has(keyOf(alert)));
  for (const each of fresh) await deps.database.transaction((tx) => tellOwners(deps, tx, each));
  if (fresh.length > 0) mailsWait(deps);
}

function newsOf(counted: Counted): News[] {
  const { settings, month } = counted;
  return counted.standings.flatMap((standing) => {
    if (standing.state === 'ok') return [];
    const threshold = BUDGET_THRESHOLDS[standing.state];
    const alert = { workspaceId: settings.workspaceId, scope: scopeOf(standing.rule), month: month.from, threshold };
    return [{ counted, standing, alert }];
  });
}

const keyOf = ({ workspaceId, scope, month, threshold }: BudgetAlert): string =>
  `${workspaceId} ${scope} ${month} ${threshold}`;

/** Another node may have told them meanwhile. */
async function tellOwners(deps: TellDeps, tx: Tx, { counted, standing, alert }: News): Promise<void> {
  const { settings, month } = counted;
  const { workspaceId, currency } = settings;
  const at = deps.clock.now();
  if (!(await insertBudgetAlert(tx, alert, at))) return;
  const agent = await agentName(tx, workspaceId, standing.rule);
  for (const { email, workspace } of await findOwners(tx, workspaceId)) {
    const url = `${deps.baseUrl()}/inbox/${workspaceId}/usage`;
    const mail = budgetMail({ workspace, agent, standing, currency, until: month.to, url });
    await insertMail(tx, { id: deps.ids.uuid(), workspaceId, kind: 'budget_alarm', to: email, ...mail }, at);
  }
}

async function agentName(tx: Tx, workspaceId: string, { agentId }: BudgetRule): Promise<string | null> {
  if (agentId === null) return null;
  const agent = (await listWorkspaceAgents(tx, workspaceId)).find(({ id }) => id === agentId);
  return String(agent?.settings.name ?? agentId);
}
