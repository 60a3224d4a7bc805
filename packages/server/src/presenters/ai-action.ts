import type {
  AiAction,
  AiActionCall,
  AiActionCalls,
  AiActionDetail,
  AiActionSecret,
  AiActionTest,
} from '@parley/protocol/api';
import { type Action, missingIn } from '../domain/actions/action.ts';
import type { ActionResult } from '../domain/actions/action-result.ts';
import type { CallTotals, LoggedCall } from '../domain/actions/call-log.ts';
import { curlOf } from '../domain/actions/curl.ts';
import type { Json, JsonObject } from '../lib/json.ts';
import { utcTime } from './utc-time.ts';

/** An action as lists tell it. */
export const aiAction = (action: Action): AiAction => ({
  id: action.number,
  name: action.name,
  description: action.description,
  is_active: action.isActive,
  type: action.definition.type,
  icon: action.icon,
  icon_color: action.iconColor,
  is_valid: missingIn(action).length === 0,
});

/** An action, whole. */
export const aiActionDetail = (action: Action): AiActionDetail => ({
  ...aiAction(action),
  tool_name: action.toolName,
  missing: missingIn(action),
  // Stored as it was taken by the same schema.
  http_request: (action.definition.type === 'http_request'
    ? action.definition.http_request
    : null) as AiActionDetail['http_request'],
  remote_mcp: (action.definition.type === 'remote_mcp'
    ? action.definition.remote_mcp
    : null) as AiActionDetail['remote_mcp'],
  created_at: utcTime(action.createdAt),
  updated_at: utcTime(action.updatedAt),
});

/** A call as its log tells it. */
export const aiActionCall = (call: LoggedCall): AiActionCall => ({
  id: call.id,
  at: utcTime(call.at),
  conversation_id: call.conversationId,
  turn_id: call.turnId,
  tool: call.tool,
  arguments: call.arguments as AiActionCall['arguments'],
  outcome: call.outcome,
  message: call.message,
  request: call.request,
  response_status: call.status,
  response_body: call.response,
  response_body_is_cut: call.isCut,
  latency_ms: call.latencyMs,
  saved: [...call.saved],
  not_saved: [...call.notSaved],
});

/** The calls of an action in figures. */
export const aiActionTotals = ({ calls, sent, succeeded, averageLatencyMs }: CallTotals): AiActionCalls['totals'] => ({
  calls,
  sent,
  succeeded,
  success_rate: sent === 0 ? null : succeeded / sent,
  average_latency_ms: averageLatencyMs,
});

type Tested = {
  readonly result: ActionResult;
  readonly filtered: Json;
  readonly memory: { readonly values: JsonObject; readonly notFound: readonly string[] };
};

/** What a test of an action has shown. */
export const aiActionTest = ({ result, filtered, memory }: Tested): AiActionTest => ({
  outcome: result.outcome,
  message: result.message,
  request: result.request,
  response_status: result.status,
  latency_ms: result.latencyMs,
  saved: memory.values as AiActionTest['saved'],
  not_saved: [...memory.notFound],
  response_body: result.body as AiActionTest['response_body'],
  filtered_body: filtered as AiActionTest['filtered_body'],
  curl: result.request && curlOf(result.request),
});

type Secret = { readonly name: string; readonly updatedAt: Date; readonly usedBy: readonly number[] };

/** A secret by its name. */
export const aiActionSecret = ({ name, updatedAt, usedBy }: Secret): AiActionSecret => ({
  name,
  updated_at: utcTime(updatedAt),
  used_by: [...usedBy],
});
