import { AppError } from '@parley/protocol';
import {
  getRatingsConfigurationEndpoint,
  type RatingsConfiguration,
  updateRatingsConfigurationEndpoint,
} from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { updateRatings } from '../../../commands/update-ratings.ts';
import type { WidgetSettings } from '../../../domain/agent/widget-settings.ts';
import { findWidgetAgentById } from '../../../store/agents/find-widget-agent.ts';
import { agentRoute } from '../../agent-route.ts';
import type { HttpDeps } from '../../deps.ts';

/** What visitors are asked at the end. */
export function ratingConfigurationRoutes(app: FastifyInstance, deps: HttpDeps): void {
  agentRoute(app, deps, getRatingsConfigurationEndpoint, async ({ access }) => {
    const found = await findWidgetAgentById(deps.database.named, access.agent.id);
    if (!found) throw new AppError('not_found', 'There is no such agent.');
    return ratingsJson(found.widget);
  });
  agentRoute(app, deps, updateRatingsConfigurationEndpoint, async ({ access, body, origin, requireUnchanged }) => {
    const isActive = body.conv_rating_active;
    if (isActive !== body.conv_rating_popup_active) throw apart();
    const questions = body.conv_rating_question_codes;
    const check = (widget: WidgetSettings) => requireUnchanged(ratingsJson(widget));
    return ratingsJson(await updateRatings(deps, { agentId: access.agent.id, isActive, questions, origin, check }));
  });
}

/** Both are one setting: whoever changes it says both, so that nobody believes to have switched off the popup alone. */
function apart(): AppError {
  const problem = { path: 'conv_rating_popup_active', message: 'must equal conv_rating_active: give both' };
  return new AppError('validation_failed', `${problem.path} ${problem.message}.`, { fields: [problem] });
}

const ratingsJson = ({ ratingActive, ratingQuestions }: WidgetSettings): RatingsConfiguration => ({
  conv_rating_active: ratingActive,
  conv_rating_popup_active: ratingActive,
  conv_rating_question_codes: [...ratingQuestions],
});
