import { ANALYSIS_ATTEMPTS, nextAttemptMs } from '../domain/analysis/analysis-run.ts';
import { type AnalysisDecision, recordAnalysis } from '../domain/analysis/record-analysis.ts';
import type { AnalysisSettings, RubricDimension } from '../domain/analysis/rubric.ts';
import type { Findings, Talk } from '../domain/analysis/talk.ts';
import type { Conversation } from '../domain/conversation/conversation.ts';
import type { JsonObject } from '../lib/json.ts';
import { type ClaimedAnalysis, claimAnalyses, endAnalysis, retryAnalysis } from '../store/analysis/analysis-queue.ts';
import { endRuns } from '../store/analysis/analysis-runs.ts';
import { findAnalysisSettings } from '../store/analysis/analysis-settings.ts';
import { readTalk } from '../store/analysis/read-talk.ts';
import { findConversation } from '../store/conversations/find-conversation.ts';
import { changeConversation } from './change-conversation.ts';
import type { Deps } from './deps.ts';
import { keepUsage } from './keep-usage.ts';
import { mailsWait } from './send-mail.ts';
import { tellOfFlag } from './tell-of-flag.ts';

/** Longer ones are judged by how they ended. */
const MESSAGES_MAX = 120;
const LEASE_MS = 120_000;

type AnalyseDeps = Pick<
  Deps,
  | 'database'
  | 'clock'
  | 'ids'
  | 'signals'
  | 'analyst'
  | 'economyAnalyst'
  | 'budgets'
  | 'schemas'
  | 'baseUrl'
  | 'bus'
  | 'log'
>;

/**
 * Analyses the conversations that are due longest, at most `limit`, one after the other; gives how many it took. What
 * fails is tried again later and given up in the end: the next message asks for it anew.
 */
export async function analyseConversations(
  deps: AnalyseDeps,
  { limit, stopping }: { readonly limit: number; readonly stopping: AbortSignal },
): Promise<number> {
  const { named } = deps.database;
  const now = deps.clock.now();
  const claimed = await claimAnalyses(named, { now, until: new Date(now.getTime() + LEASE_MS), limit });
  const settings = new Map<string, AnalysisSettings>();
  for (const each of claimed) {
    if (stopping.aborted) await retryAnalysis(named, each, each.dueAt);
    else await attempt(deps, each, settings, stopping);
  }
  if (claimed.length < limit) await endRuns(named, deps.clock.now());
  return claimed.length;
}

async function attempt(
  deps: AnalyseDeps,
  claimed: ClaimedAnalysis,
  known: Map<string, AnalysisSettings>,
  stopping: AbortSignal,
): Promise<void> {
  const { named, db } = deps.database;
  const { workspaceId } = claimed;
  try {
    const settings = known.get(workspaceId) ?? (await findAnalysisSettings(db, workspaceId));
    known.set(workspaceId, settings);
    await analyse(deps, claimed, settings, stopping);
    await endAnalysis(named, claimed, 'done');
  } catch (error) {
    if (stopping.aborted) return retryAnalysis(named, claimed, claimed.dueAt);
    deps.log.warn({ err: error, conversation: claimed.id, attempts: claimed.attempts }, 'an analysis failed');
    if (claimed.attempts >= ANALYSIS_ATTEMPTS) return endAnalysis(named, claimed, 'failed');
    await retryAnalysis(named, claimed, new Date(deps.clock.now().getTime() + nextAttemptMs(claimed.attempts)));
  }
}

async function analyse(
  deps: AnalyseDeps,
  claimed: ClaimedAnalysis,
  settings: AnalysisSettings,
  stopping: AbortSignal,
): Promise<void> {
  const { named } = deps.database;
  const state = await findConversation(named, claimed);
  // Erased since.
  if (!state) return;
  const messages = await readTalk(named, state, MESSAGES_MAX);
  if (!messages.some(({ author }) => author === 'visitor')) return;
  const { mostFrequentLanguage: language, driver, progress } = state;
  const talk: Talk = { messages, language, driver, progress };
  const isFree = deps.budgets.isUsedUp({ id: state.agentId, workspaceId: state.workspaceId });
  const analyst = isFree ? deps.economyAnalyst : deps.analyst;
  const analysed = await analyst.analyse(talk, settings.rubric, stopping);
  if (analysed.usage) await keepUsage(deps, state, analysed.usage, 'analysis');
  const dimensions = await validDimensions(deps, settings.rubric, analysed.findings.dimensions);
  await record(deps, state, { talk, findings: { ...analysed.findings, dimensions }, settings });
}

async function record(
  deps: AnalyseDeps,
  state: Conversation,
  {
    talk,
    findings,
    settings,
  }: { readonly talk: Talk; readonly findings: Findings; readonly settings: AnalysisSettings },
): Promise<void> {
  const { flagRecipients } = settings;
  const mayMail = findings.flag !== null && flagRecipients.length > 0;
  const recorded = await changeConversation<AnalysisDecision>(deps, state, state, {
    decide: (current) => recordAnalysis(current, { findings, talk }),
    ...(mayMail
      ? {
          alongside: async (tx, { next, isNewlyFlagged }) => {
            if (isNewlyFlagged) await tellOfFlag(deps, tx, next, flagRecipients);
          },
        }
      : {}),
  });
  if (mayMail && recorded?.isNewlyFlagged) mailsWait(deps);
}

/** What does not satisfy the workspace's own schema was not found. */
async function validDimensions(
  { schemas }: AnalyseDeps,
  rubric: readonly RubricDimension[],
  found: JsonObject,
): Promise<JsonObject> {
  const known = rubric.filter(({ key }) => Object.hasOwn(found, key) && found[key] !== null);
  if (known.length === 0) return {};
  const values = Object.fromEntries(known.map(({ key }) => [key, found[key] ?? null]));
  const properties = Object.fromEntries(known.map(({ key, schema }) => [key, schema]));
  const problems = await schemas.validate({ type: 'object', properties }, values);
  const wrong = new Set(problems.map(({ path }) => path.split('.', 1)[0]));
  return Object.fromEntries(Object.entries(values).filter(([key]) => !wrong.has(key)));
}
