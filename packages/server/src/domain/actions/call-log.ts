import type { ActionOutcome } from '@parley/protocol';
import type { Json } from '../../lib/json.ts';
import type { RenderedRequest } from './render-request.ts';

/** A call of an action, as the team reads it: without any secret. */
export type LoggedCall = {
  readonly id: string;
  readonly at: Date;
  readonly actionId: string;
  readonly workspaceId: string;
  readonly conversationId: string;
  readonly turnId: string;
  /** The remote tool, as its server calls it; null of other types. */
  readonly tool: string | null;
  readonly arguments: Json;
  readonly outcome: ActionOutcome;
  /** What went wrong, in a sentence. */
  readonly message: string | null;
  /** Null where nothing was sent. */
  readonly request: RenderedRequest | null;
  readonly status: number | null;
  readonly response: string | null;
  readonly isCut: boolean;
  /** Keys of the metadata that were set, and what was not kept, in sentences. */
  readonly saved: readonly string[];
  readonly notSaved: readonly string[];
  readonly latencyMs: number | null;
};

/** Of an answer so much is kept, in UTF-16 units. */
export const KEPT_ANSWER_MAX = 8 * 1024;

/** The calls of an action in figures. */
export type CallTotals = {
  readonly calls: number;
  readonly sent: number;
  readonly succeeded: number;
  /** Of those sent; null without any. */
  readonly averageLatencyMs: number | null;
};
