import type { Json, JsonObject } from '../../lib/json.ts';

/** What a call of a tool has brought. */
export type ToolOutcome = {
  /** What the model is told, and the team may read: nothing secret. It is data that nobody has vouched for. */
  readonly content: Json;
  /** The call did not do what it was for: nothing of it supports a reply. */
  readonly failed: boolean;
};

/**
 * Something that the agent may do in a turn. The server has authorised it from facts that it trusts; the model's choice
 * alone authorises nothing, so `execute` checks its input itself.
 */
export type TurnTool = {
  /** `a-z`, `A-Z`, `0-9`, `_` and `-`, at most 64; unique in its turn. */
  readonly name: string;
  /** When to call it, in words for the model. */
  readonly description: string;
  /** JSON Schema of an object. */
  readonly inputSchema: JsonObject;
  /** What the visitor sees while it runs; null shows nothing of it. */
  readonly thinking: string | null;
  /** A rejection is a failed call, of which the model is told nothing but that. */
  execute(input: Json, signal: AbortSignal): Promise<ToolOutcome>;
};

/** The tool by which the agent writes down what the visitor says of themselves. */
export const REMEMBER = 'remember';
