import type { Deps } from '../commands/deps.ts';
import { recoverTurns } from '../commands/recover-turns.ts';
import { removeNode, saveHeartbeat } from '../store/nodes/nodes.ts';
import { createAnalyser, createAnalysisFollower } from './analyse-conversations.ts';
import { createAnalyticsCounter } from './count-for-analytics.ts';
import { createChannelFetcher } from './fetch-from-channels.ts';
import { createAwayMailer, createConversationFollower } from './follow-conversations.ts';
import { createHandOffFollower, createHandOffSummariser } from './follow-hand-offs.ts';
import { createWebhooks } from './follow-webhooks.ts';
import { createChannelListener } from './listen-to-channels.ts';
import { createFactsRefresher } from './refresh-facts.ts';
import { createSearchRefresher } from './refresh-search.ts';
import { createScheduledJobs } from './scheduled-jobs.ts';
import { createMailSender } from './send-mails.ts';
import { createChannelSender } from './send-to-channels.ts';
import { createBudgetCounter } from './watch-budgets.ts';
import { createExportWriter } from './write-exports.ts';

const HEARTBEAT_MS = 1_500;

/** What a node does beside its requests. */
export type BackgroundWork = {
  /** Says that the node lives and ends what dead ones left: before the first request is taken. */
  start(): Promise<void>;
  /** Takes jobs, if this node does: whenever there is time, after the server is ready. */
  startJobs(): Promise<void>;
  /** Something was committed: who follows the log looks soon. */
  wake(): void;
  stop(): Promise<void>;
  queueDepth(): Promise<number>;
};

/** Heartbeat and recovery of turns. The embedded database has one node, which need not tell others that it lives. */
export function createBackgroundWork(deps: Deps, { takesJobs }: { readonly takesJobs: boolean }): BackgroundWork {
  const { database, nodeId, log } = deps;
  const isShared = database.kind === 'postgres';
  const jobs = createScheduledJobs(deps);
  const workers = [
    createMailSender(deps),
    createAwayMailer(deps),
    createExportWriter(deps),
    createHandOffSummariser(deps),
    createAnalyser(deps),
  ];
  const subscribers = [
    createSearchRefresher(deps),
    createWebhooks(deps),
    createConversationFollower(deps),
    createFactsRefresher(deps),
    createAnalyticsCounter(deps),
    createAnalysisFollower(deps),
    createHandOffFollower(deps),
    createChannelSender(deps),
    createChannelFetcher(deps),
    createChannelListener(deps),
  ];
  // On every node: those that take no jobs run turns, and must know when to save.
  const budgets = createBudgetCounter(deps);
  let timer: NodeJS.Timeout | undefined;
  let beating: Promise<void> = Promise.resolve();

  const beat = async (): Promise<void> => {
    try {
      if (isShared) await saveHeartbeat(database.named, nodeId);
      await recoverTurns(deps);
    } catch (error) {
      log.error({ err: error }, 'heartbeat failed');
    }
  };
  return {
    async start() {
      if (isShared) await saveHeartbeat(database.named, nodeId);
      await recoverTurns(deps);
      // Before the first turn: until then no budget is known to be used up.
      await deps.budgets.refresh();
      budgets.start();
      const next = () => {
        timer = setTimeout(() => {
          beating = beat().finally(next);
        }, HEARTBEAT_MS);
      };
      next();
    },
    async startJobs() {
      if (!takesJobs) return;
      for (const subscriber of subscribers) subscriber.start();
      for (const worker of workers) worker.start();
      await jobs.start();
    },
    wake() {
      for (const subscriber of subscribers) subscriber.wake();
    },
    async stop() {
      await budgets.stop();
      await Promise.all(subscribers.map((subscriber) => subscriber.stop()));
      await Promise.all([jobs.stop(), ...workers.map((worker) => worker.stop())]);
      clearTimeout(timer);
      await beating;
      clearTimeout(timer);
      if (isShared) await removeNode(database.named, nodeId);
    },
    queueDepth: jobs.depth,
  };
}
