import type { ActionResult } from '../domain/actions/action-result.ts';
import { KEPT_ANSWER_MAX, type LoggedCall } from '../domain/actions/call-log.ts';
import type { Json } from '../lib/json.ts';
import { storableJson } from '../lib/storable-json.ts';
import { storableText } from '../lib/storable-text.ts';
import type { Remembered } from './remember-answer.ts';

type Called = {
  readonly action: { readonly id: string };
  readonly conversation: { readonly workspaceId: string; readonly id: string };
  readonly turn: { readonly id: string };
  /** The remote tool; null of other types. */
  readonly tool: string | null;
  readonly arguments: Json;
};

const NOTHING: Remembered = { saved: [], notSaved: [] };

/** A call as it is written down: what came of it, cut. */
export function loggedCall(
  { action, conversation, turn, tool, arguments: given }: Called,
  { body, outcome, message, request, status, latencyMs }: ActionResult,
  remembered: Remembered = NOTHING,
): Omit<LoggedCall, 'id' | 'at'> {
  const response = body === null ? null : JSON.stringify(body);
  return {
    actionId: action.id,
    workspaceId: conversation.workspaceId,
    conversationId: conversation.id,
    turnId: turn.id,
    tool,
    arguments: storableJson(given),
    outcome,
    message: message && storableText(message),
    request: request && { ...request, url: storableText(request.url) },
    status,
    response: response && storableText(response.slice(0, KEPT_ANSWER_MAX)),
    isCut: (response?.length ?? 0) > KEPT_ANSWER_MAX,
    latencyMs,
    ...remembered,
  };
}
