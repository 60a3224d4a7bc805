import type { ChannelRules } from '../../../domain/channels/channel.ts';
import type { ChannelField } from '../../../domain/channels/channel-field.ts';
import { GRAPH_URL } from './graph-client.ts';

/** What a channel on Messenger or Instagram is set up with, around the id of its page or account. */
export const messagingFields = (account: ChannelField, permission: string): readonly ChannelField[] => [
  {
    key: 'page_access_token',
    kind: 'secret',
    label: 'Page access token',
    hint: `developers.facebook.com → your app → Messenger → Settings → Access tokens, for your page, with ${permission}.`,
    isRequired: true,
    max: 1000,
  },
  {
    key: 'app_secret',
    kind: 'secret',
    label: 'App secret',
    hint: 'developers.facebook.com → your app → App settings → Basic → App secret. What Meta delivers is signed with it.',
    isRequired: true,
    max: 200,
  },
  account,
  {
    key: 'verify_token',
    kind: 'text',
    label: 'Verify token',
    hint: 'Paste it with the webhook address where your app asks for a callback URL (Webhooks).',
    isGenerated: true,
    isShown: true,
    max: 200,
  },
  {
    key: 'human_agent',
    kind: 'switch',
    label: 'People may answer for seven days',
    hint: 'Only when Meta has granted your app the feature Human Agent. Without it everybody has 24 hours.',
    default: false,
  },
  {
    key: 'api_url',
    kind: 'url',
    label: 'API address',
    hint: 'Only for a proxy. It may end in a version, such as /v25.0.',
    isAdvanced: true,
    default: GRAPH_URL,
    max: 500,
  },
];

/** An id of Meta's. */
export const META_ID = { source: '[0-9]{5,25}', message: 'An id of Meta has digits only.' };

// https://developers.facebook.com/documentation/business-messaging/messenger-platform/policy/
export const MESSAGING_RULES: ChannelRules = {
  windowHours: 24,
  humanWindowHours: 24 * 7,
  receipts: true,
  templates: false,
  typingMs: 20_000,
  filesWithText: false,
  bursts: true,
  // Meta asks programs to say what they are when a conversation begins.
  greets: true,
};
