import type { ActionResult } from '../domain/actions/action-result.ts';
import type { Memory } from '../domain/actions/filter-answer.ts';
import type { Json } from '../lib/json.ts';

/** What a test of an action has shown. */
export type TestedAction = {
  readonly result: ActionResult;
  /** What the model would be told of the answer. */
  readonly filtered: Json;
  readonly memory: Memory;
};
