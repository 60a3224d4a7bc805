import type { JsonObject } from '../../lib/json.ts';

/** Something that a workspace wants to know of each of its conversations, beside what every analysis says. */
export type RubricDimension = {
  /** `a-z`, `0-9` and `_`: the name in the API, in filters and exports. */
  readonly key: string;
  readonly name: string;
  /** What is to be judged, in words for whoever judges. */
  readonly description: string;
  /** JSON Schema of the value: text, number, boolean or a list of texts. */
  readonly schema: JsonObject;
};

/** How the conversations of a workspace are analysed. */
export type AnalysisSettings = {
  /** `live`: after each turn and at the end. `at_end`: once they have ended. `off`: not at all. */
  readonly mode: 'live' | 'at_end' | 'off';
  readonly rubric: readonly RubricDimension[];
  /** Who of the team gets a mail of a new flag: user ids. */
  readonly flagRecipients: readonly string[];
};

export const DEFAULT_ANALYSIS: AnalysisSettings = { mode: 'live', rubric: [], flagRecipients: [] };

/** The values that a dimension may take, where its schema names them all; null else. */
export function choicesOf({ schema }: RubricDimension): readonly string[] | null {
  const { enum: choices } = schema;
  return Array.isArray(choices) && choices.every((each) => typeof each === 'string') ? choices : null;
}
