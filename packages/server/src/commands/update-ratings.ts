import { AppError, type RatingQuestion } from '@parley/protocol';
import type { WidgetSettings } from '../domain/agent/widget-settings.ts';
import type { Origin } from '../domain/people/origin.ts';
import { changeWidget } from './change-widget.ts';
import type { Deps } from './deps.ts';

export type UpdateRatingsInput = {
  readonly agentId: string;
  /** What is not given stays as it is. */
  readonly isActive: boolean | undefined;
  readonly questions: readonly RatingQuestion[] | undefined;
  readonly origin: Origin;
  /** Looks at the settings under the agent's lock; throws what refuses the change. */
  readonly check?: (widget: WidgetSettings) => void;
};

/** Changes what visitors are asked at the end, from their next look on, and gives all settings of the widget. */
export async function updateRatings(
  deps: Pick<Deps, 'database' | 'clock' | 'ids'>,
  { agentId, isActive, questions, origin, check }: UpdateRatingsInput,
): Promise<WidgetSettings> {
  if (questions && new Set(questions).size < questions.length) {
    const problem = { path: 'conv_rating_question_codes', message: 'must have each question once' };
    throw new AppError('validation_failed', `${problem.path} ${problem.message}.`, { fields: [problem] });
  }
  const change = {
    ...(isActive === undefined ? {} : { ratingActive: isActive }),
    ...(questions === undefined ? {} : { ratingQuestions: questions }),
  };
  const { saved } = await changeWidget(deps, {
    agentId,
    origin,
    decide({ widget }) {
      check?.(widget);
      return { widget: change };
    },
  });
  return saved.widget;
}
