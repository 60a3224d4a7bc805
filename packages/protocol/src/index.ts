export { ENDPOINT_TABLE } from './api/endpoint-table.ts';
export { AppError, ERROR_CODES, type ErrorCode, type ErrorDetails, type FieldProblem } from './errors.ts';
export {
  type ConversationEvent,
  type ConversationEventType,
  type FieldChange,
  type JsonRecord,
  TURN_END_REASONS,
  type TurnEndReason,
  type VisitorChange,
} from './events.ts';
export { LIMITS } from './limits.ts';
export * from './words.ts';
