export const ACTION_TYPES = ['http_request', 'remote_mcp'] as const;
export type ActionType = (typeof ACTION_TYPES)[number];

export const ACTION_METHODS = ['GET', 'POST', 'PATCH', 'DELETE', 'PUT'] as const;

/** What a parameter of an action is, in the contract's words. */
export const ACTION_PARAMETER_TYPES = ['str', 'int', 'float', 'bool', 'custom'] as const;
export type ActionParameterType = (typeof ACTION_PARAMETER_TYPES)[number];

export const ACTION_CONDITIONS = ['exists', 'not_exists', 'is_true', 'equals'] as const;
export type ActionCondition = (typeof ACTION_CONDITIONS)[number];

/** Names of values that placeholders of an action may stand for, beside parameters, metadata and secrets. */
export const ACTION_VARIABLES = [
  'scenario_id',
  'conversation_id',
  'conversation_channel',
  'conversation_url',
  'language',
  'country',
] as const;
export type ActionVariable = (typeof ACTION_VARIABLES)[number];

/** What came of a call of an action. The first three were not sent. */
export const ACTION_OUTCOMES = [
  'invalid_arguments',
  'not_available',
  'missing_value',
  'ok',
  'refused_by_service',
  'unreadable',
  'refused_url',
  'refused_address',
  'dns',
  'connect',
  'tls',
  'timeout',
  'too_large',
] as const;
export type ActionOutcome = (typeof ACTION_OUTCOMES)[number];
