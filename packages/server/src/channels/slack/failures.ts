import type { SendFailure } from '../../domain/channels/channel.ts';

/** Errors of the Web API that mean more than a refusal. https://docs.slack.dev/reference/methods/chat.postMessage#errors */
const FAILURES: Readonly<Record<string, readonly [SendFailure, string]>> = {
  invalid_auth: ['unauthorised', 'Slack does not know the bot token.'],
  not_authed: ['unauthorised', 'There is no bot token.'],
  account_inactive: ['unauthorised', 'The app was removed from the workspace, or its bot is switched off.'],
  token_revoked: ['unauthorised', 'The bot token was revoked.'],
  token_expired: ['unauthorised', 'The bot token has expired: switch token rotation off, or install the app again.'],
  not_allowed_token_type: ['unauthorised', 'This is not a bot token: one begins with xoxb-.'],
  team_access_not_granted: ['unauthorised', 'The app has no access to this workspace.'],
  service_unavailable: ['retry', 'Slack is not available.'],
  request_timeout: ['retry', 'The message did not reach Slack whole.'],
  team_added_to_org: ['retry', 'The workspace is being moved to an organisation.'],
  org_login_required: ['retry', 'The workspace is being moved to an organisation.'],
  message_limit_exceeded: ['retry', 'The workspace has sent more messages than its plan allows.'],
  // Slack says of both that a part of it may have been done.
  internal_error: ['unknown', 'Slack failed on the way, and may have sent it.'],
  fatal_error: ['unknown', 'Slack failed on the way, and may have sent it.'],
  cannot_dm_bot: ['blocked', 'This is a bot, and takes no direct messages.'],
  user_disabled: ['blocked', 'The account of this person is switched off.'],
  user_not_found: ['blocked', 'There is no such person in the workspace.'],
  channel_not_found: ['refused', 'There is no such channel, or the bot is not in it.'],
  not_in_channel: ['refused', 'The bot is not in this channel: invite it there.'],
  no_permission: ['refused', 'The bot is not in this conversation: invite it there.'],
  is_archived: ['refused', 'The channel is archived.'],
  messages_tab_disabled: ['refused', 'Direct messages are off: switch the Messages tab on in the App Home of the app.'],
  restricted_action: ['refused', 'The workspace does not let the bot write here.'],
  restricted_action_read_only_channel: ['refused', 'Only some people may write in this channel.'],
  restricted_action_thread_only_channel: ['refused', 'In this channel only replies in threads are allowed.'],
  restricted_action_non_threadable_channel: ['refused', 'This channel has no threads.'],
  restricted_action_thread_locked: ['refused', 'The thread is locked.'],
  cannot_reply_to_message: ['refused', 'Nothing can be said in reply to this message.'],
  ekm_access_denied: ['refused', 'The administrators have stopped messages here.'],
  file_upload_size_restricted: ['refused', 'The file is larger than the workspace allows.'],
  file_uploads_disabled: ['refused', 'The workspace does not let files be uploaded.'],
};

/** How a failed call is taken, and a sentence for people. `needed` is the scope that Slack named. */
export function failureOf(error: string, needed = ''): readonly [SendFailure, string] {
  if (error === 'missing_scope') {
    const scope = /^[a-z:._,]{1,100}$/.test(needed) ? needed : 'that this needs';
    // Without another one only a part of what a channel does fails.
    return [
      needed === 'chat:write' ? 'unauthorised' : 'refused',
      `The bot token lacks the scope ${scope}: add it, and install the app again.`,
    ];
  }
  return Object.hasOwn(FAILURES, error) && FAILURES[error]
    ? FAILURES[error]
    : ['refused', `Slack refused it: ${error}.`];
}

/** Slack could not make blocks of this Markdown, or does not know the argument: as plain text it may pass. */
export const IS_ABOUT_MARKDOWN: ReadonlySet<string> = new Set([
  'msg_blocks_too_long',
  'invalid_blocks',
  'invalid_blocks_format',
  'no_text',
]);
