import { getAnalyticsEndpoint } from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { daysBefore, reportDays } from '../../../domain/analytics/report-days.ts';
import { analyticsReport } from '../../../presenters/analytics-report.ts';
import {
  findUncountedSince,
  readCases,
  readFirstReplies,
  readFound,
  readMessages,
  readRatings,
  readTopicDays,
} from '../../../store/analytics/read-figures.ts';
import type { HttpDeps } from '../../deps.ts';
import { workspaceRoute } from '../../workspace-route.ts';

const FOUND_MAX = 50;
const TOPICS_BY_DAY = 10;

/** `GET /v1/inbox/analytics` */
export function analyticsRoute(app: FastifyInstance, deps: HttpDeps): void {
  const { db } = deps.database;
  workspaceRoute(app, deps, getAnalyticsEndpoint, async ({ workspaceId, query }) => {
    const days = reportDays(query, deps.clock.now());
    const previous = daysBefore(days);
    const wanted = {
      workspaceId,
      agentId: query.chatbot_id,
      sources: query.source,
      // Where the one period ends the other begins.
      bounds: [...previous.bounds.slice(0, -1), ...days.bounds],
      current: previous.days.length + 1,
    };
    // One after the other: a report shall not take all connections from those who talk.
    const uncountedSince = await findUncountedSince(db);
    const cases = await readCases(db, wanted);
    const replies = await readFirstReplies(db, wanted);
    const messages = await readMessages(db, wanted);
    const ratings = await readRatings(db, wanted);
    const topics = await readFound(db, wanted, 'topic', FOUND_MAX);
    const intents = await readFound(db, wanted, 'intent', FOUND_MAX);
    const knowledgeGaps = await readFound(db, wanted, 'knowledge_gap', FOUND_MAX);
    const mostFrequent = topics.slice(0, TOPICS_BY_DAY).map(({ value }) => value);
    const topicDays = await readTopicDays(db, wanted, mostFrequent);
    const found = { topics, intents, knowledgeGaps, topicDays };
    return analyticsReport({ days, previous, uncountedSince, cases, replies, messages, ratings, ...found });
  });
}
