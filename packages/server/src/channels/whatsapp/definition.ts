import type { ChannelRules } from '../../domain/channels/channel.ts';
import type { ChannelField } from '../../domain/channels/channel-field.ts';
import { GRAPH_URL } from '../shared/graph/graph-client.ts';

const DIGITS = { source: '[0-9]{5,25}', message: 'An id of Meta has digits only; it is not the phone number.' };

export const FIELDS: readonly ChannelField[] = [
  {
    key: 'access_token',
    kind: 'secret',
    label: 'Access token',
    hint: 'Meta Business Suite → Settings → System users → Generate token, with whatsapp_business_messaging and whatsapp_business_management; one that never expires.',
    isRequired: true,
    max: 1000,
  },
  {
    key: 'app_secret',
    kind: 'secret',
    label: 'App secret',
    hint: 'developers.facebook.com → your app → App settings → Basic → App secret. What WhatsApp delivers is signed with it.',
    isRequired: true,
    max: 200,
  },
  {
    key: 'phone_number_id',
    kind: 'text',
    label: 'Phone number ID',
    hint: 'Your app → WhatsApp → API setup, below the number that you send from.',
    isRequired: true,
    pattern: DIGITS,
    max: 25,
  },
  {
    key: 'business_account_id',
    kind: 'text',
    label: 'WhatsApp Business account ID',
    hint: 'Your app → WhatsApp → API setup, beside the phone number ID. Needed for templates and to connect the webhook.',
    pattern: DIGITS,
    max: 25,
  },
  {
    key: 'verify_token',
    kind: 'text',
    label: 'Verify token',
    hint: 'Paste it with the webhook address at your app → WhatsApp → Configuration → Webhook, and subscribe to the field messages.',
    isGenerated: true,
    isShown: true,
    max: 200,
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

// 24 hours for everybody: https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/send-messages
export const RULES: ChannelRules = {
  windowHours: 24,
  humanWindowHours: 24,
  receipts: true,
  templates: true,
  typingMs: 25_000,
  filesWithText: false,
  bursts: true,
  // Meta asks programs to say what they are when a conversation begins.
  greets: true,
};
