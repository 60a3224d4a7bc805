export * from './action-words.ts';
export { readAllowedOrigin } from './allowed-origin.ts';
export { ENDPOINT_TABLE } from './api/endpoint-table.ts';
export { pathForPeople, permissionForPeople } from './api/for-people.ts';
export type { ColourRole } from './api/widget/looks.ts';
export { CANNED_VARIABLES, type CannedValues, type RenderedReply, renderCannedReply } from './canned-reply.ts';
export { channelsOf, contrastOf, hexOf, READABLE, textOn } from './colours/contrast.ts';
export {
  COLOUR_PAIRS,
  type ColourSettings,
  coloursOf,
  contrastWarnings,
  headerOf,
  hexColour,
  OUR_PRIMARY,
  type WidgetColours,
} from './colours/widget-colours.ts';
export { AppError, ERROR_CODES, type ErrorCode, type ErrorDetails, type FieldProblem } from './errors.ts';
export {
  type ConversationAnalysis,
  type ConversationEvent,
  type ConversationEventType,
  type ConversationRating,
  type FieldChange,
  type JsonRecord,
  type MessageFeedback,
  TURN_END_REASONS,
  type TurnEndReason,
  type VisitorChange,
} from './events.ts';
export {
  CHAT_TEXT_MAX,
  CLIENT_METADATA_KEY_MAX,
  CLIENT_METADATA_KEYS,
  CLIENT_METADATA_VALUE_MAX,
  FEEDBACK_COMMENT_MAX,
  LIMITS,
  MESSAGE_FILES,
  METADATA_KEY_MAX,
  METADATA_KEYS,
  METADATA_MAX_BYTES,
  PAGE_CONTEXT_MAX,
  VISITOR_FILE_MAX_BYTES,
} from './limits.ts';
export { pageAddress } from './page-address.ts';
export { safeLink } from './safe-link.ts';
export { decodeReferences, withoutBidiControls } from './shown-text.ts';
export { WIDGET_TEXT_KEYS, type WidgetTextKey } from './text-keys.ts';
export * from './words.ts';
