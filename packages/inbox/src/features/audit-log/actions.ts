/** What acts are about, as the log can be narrowed to it, with the verbs of each noun that have words of their own. */
const TOPICS = {
  signIn: {
    session: ['sign_in', 'sign_in_blocked', 'sign_out', 'end', 'end_all'],
    password: ['change', 'reset', 'reset_requested'],
    two_factor: ['enable', 'disable'],
    name: ['change'],
    picture: ['set', 'remove'],
  },
  team: { member: ['create', 'invite', 'invite_again', 'invite_revoke', 'join', 'role_change', 'remove'] },
  keys: { api_key: ['create', 'pause', 'resume', 'revoke'], agent_token: ['create', 'revoke'] },
  webhooks: { webhook: ['create', 'update', 'delete', 'rotate_secret', 'test', 'redeliver', 'redeliver_since'] },
  workspace: {
    workspace: ['create', 'rename', 'limit'],
    prices: ['set'],
    budgets: ['set'],
    tag: ['create', 'update', 'delete'],
    canned_reply: ['create', 'update', 'delete'],
    inbox_view: ['create', 'update', 'delete'],
  },
  entryPoints: {
    qr_code: ['create', 'update', 'archive'],
    product: ['create', 'update', 'archive'],
    object: ['create', 'update'],
  },
  agents: {
    chatbot: ['create', 'update', 'archive'],
    agent: ['rotate_identity_secret'],
    widget: ['update'],
    channel: ['create', 'update', 'delete', 'check', 'connect'],
    metadata_schema: ['update', 'delete'],
    article: ['create', 'update', 'delete', 'import'],
    ai_action: ['create', 'update', 'delete'],
    ai_action_secret: ['set', 'delete'],
    analysis_settings: ['update'],
    analysis_run: ['create', 'cancel'],
  },
  conversations: {
    conversation: ['reply', 'resend', 'update', 'tag', 'take_over', 'hand_back', 'reopen', 'mark_read', 'mark_unread'],
    note: ['create', 'update', 'delete'],
  },
  data: {
    retention: ['update', 'erased'],
    mail: ['resend'],
    export: ['create', 'download', 'cancel'],
    visitor: ['erased'],
  },
} as const satisfies Record<string, Record<string, readonly string[]>>;

export type Topic = keyof typeof TOPICS;

export const isTopic = (word: string): word is Topic => Object.hasOwn(TOPICS, word);

/** The topics that the log can be narrowed to. */
export const AUDIT_TOPICS: readonly Topic[] = Object.keys(TOPICS).filter(isTopic);

/** The acts of a topic, as the server names them: `member.invite`. */
export const actionsOf = (topic: Topic): readonly string[] =>
  Object.entries<readonly string[]>(TOPICS[topic]).flatMap(([noun, verbs]) => verbs.map((verb) => `${noun}.${verb}`));

/** The key of the words for an act. */
export const wordsOfAction = (action: string): string => `actions.${action.replace('.', '_')}`;
