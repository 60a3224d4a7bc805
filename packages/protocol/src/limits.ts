// Those that browsers hold visitors to stand by themselves, so that a page carries only what it asks for.
export const CHAT_TEXT_MAX = 8_000;
export const CLIENT_METADATA_KEYS = 5;
export const CLIENT_METADATA_KEY_MAX = 64;
export const CLIENT_METADATA_VALUE_MAX = 512;
export const METADATA_KEYS = 100;
export const METADATA_KEY_MAX = 128;
export const METADATA_MAX_BYTES = 32 * 1024;
export const VISITOR_FILE_MAX_BYTES = 10 * 1024 * 1024;
export const MESSAGE_FILES = 5;
export const FEEDBACK_COMMENT_MAX = 2_000;
export const PAGE_CONTEXT_MAX = 2_000;

/** Limits that both contracts promise (design §8, the Agent API's reference). Lengths count UTF-16 units. */
export const LIMITS = {
  chatTextMax: CHAT_TEXT_MAX,
  chatBodyMaxBytes: 64 * 1024,
  clientMetadataKeys: CLIENT_METADATA_KEYS,
  clientMetadataKeyMax: CLIENT_METADATA_KEY_MAX,
  clientMetadataValueMax: CLIENT_METADATA_VALUE_MAX,
  metadataKeys: METADATA_KEYS,
  metadataKeyMax: METADATA_KEY_MAX,
  metadataMaxBytes: METADATA_MAX_BYTES,
  metadataSchemaMaxBytes: 64 * 1024,
  metadataSchemaMaxDepth: 20,
  listLimitDefault: 20,
  listLimitMax: 100,
  listOffsetMax: 10_000,
  cursorLimitDefault: 25,
  conversationTags: 50,
  countMax: 100_000,
  searchCountMax: 1_000,
  uploadMaxBytes: 20 * 1024 * 1024,
  articleTitleMax: 500,
  articleContentMax: 1_000_000,
  articleTags: 50,
  articleTagMax: 100,
  turnWaitMs: 60_000,
  turnPassages: 8,
  visitorFileMaxBytes: VISITOR_FILE_MAX_BYTES,
  messageFiles: MESSAGE_FILES,
  feedbackCommentMax: FEEDBACK_COMMENT_MAX,
  pageContextMax: PAGE_CONTEXT_MAX,
} as const;
