import { readColour } from './colours/read-colour.ts';
import { type SpanProblem, spanProblems } from './hours/spans.ts';
import type { WidgetValues } from './widget-fields.ts';

/** Words of it are `problems.<name>`. */
type FormProblem = SpanProblem | 'colour';

/** What is wrong with changes before anybody is asked, by dotted path, as the server names its own. */
export function formProblems({ custom_colors, working_hours }: Partial<WidgetValues>): Record<string, FormProblem> {
  const colours = Object.entries(custom_colors ?? {}).filter(([, colour]) => readColour(colour) === null);
  const spans = Object.entries(spanProblems(working_hours?.days ?? {}));
  return Object.fromEntries([
    ...colours.map(([role]) => [`custom_colors.${role}`, 'colour'] as const),
    ...spans.map(([place, problem]) => [`working_hours.days.${place}`, problem] as const),
  ]);
}
