import type { ChannelRules } from '../../domain/channels/channel.ts';
import type { ChannelField } from '../../domain/channels/channel-field.ts';
import { MAIL_SECURITIES } from '../../lib/mail-server.ts';

/** How mail comes in: to the listener of the installation, or into a mailbox that is looked into. */
export const INBOUND = ['smtp', 'imap'] as const;

/** Fields of the mailbox are asked for only then. */
const LOOKED_INTO = { key: 'inbound', is: 'imap' } as const;

const HOST = {
  source: '[A-Za-z0-9]([A-Za-z0-9.\\-]*[A-Za-z0-9])?',
  message: 'must be a host name, like mail.example.com',
} as const;

/** What the channel is set up with. */
export const EMAIL_FIELDS: readonly ChannelField[] = [
  {
    key: 'address',
    kind: 'email',
    label: 'E-mail address',
    hint: 'The address that customers write to, and that answers come from.',
    isRequired: true,
    max: 254,
  },
  {
    key: 'sender_name',
    kind: 'text',
    label: 'Sender name',
    hint: 'Stands before the address in mails of the agent. The agent’s own name unless you set one.',
    max: 80,
  },
  {
    key: 'inbound',
    kind: 'choice',
    label: 'How mail comes in',
    hint: 'Into a mailbox that you have, which is looked into, or to this server, which an MX record or a forwarding leads to.',
    choices: INBOUND,
    default: 'imap',
    isRequired: true,
  },
  {
    key: 'inbound_address',
    kind: 'email',
    label: 'Forwarded to',
    hint: 'Where your provider forwards the mail to, when that is another address than the first. It leads to this server.',
    max: 254,
    when: { key: 'inbound', is: 'smtp' },
  },
  ...serverFields('imap', 'IMAP', 993, 'As your provider names it: imap.example.com.'),
  {
    key: 'imap_mailbox',
    kind: 'text',
    label: 'IMAP mailbox',
    hint: 'The folder that is looked into.',
    when: LOOKED_INTO,
    default: 'INBOX',
    isAdvanced: true,
    max: 200,
  },
  ...serverFields('smtp', 'SMTP', 465, 'Without one, mails go by the mail server of this installation (SMTP_URL).'),
  {
    key: 'plus_addressing',
    kind: 'switch',
    label: 'Answers come to a plus address',
    hint: 'Answers to support+…@example.com find their conversation in every mail program. Off where your server refuses them.',
    default: true,
    isAdvanced: true,
  },
  {
    key: 'authserv_id',
    kind: 'text',
    label: 'Authentication-Results of',
    hint: 'The name your receiving server writes at the start of Authentication-Results (mx.google.com). It must remove such headers that came from outside. Without it, senders are never taken as proven.',
    isAdvanced: true,
    max: 200,
    pattern: { source: '[A-Za-z0-9._:\\-]+', message: 'must be the name of a server, like mx.google.com' },
  },
  { key: 'reply_key', kind: 'secret', label: 'Key of signed addresses', isGenerated: true, isAdvanced: true },
];

export const EMAIL_RULES: ChannelRules = {
  receipts: false,
  templates: false,
  filesWithText: true,
  bursts: false,
  greets: false,
  hasNoWebhook: true,
};

function serverFields(key: 'imap' | 'smtp', name: string, port: number, hint: string): readonly ChannelField[] {
  const isMailbox = key === 'imap';
  const when = isMailbox ? { when: LOOKED_INTO } : {};
  // Mail may also go by the server of the installation.
  const required = isMailbox ? { isRequired: true as const } : {};
  return [
    { key: `${key}_host`, kind: 'text', label: `${name} server`, hint, max: 253, pattern: HOST, ...when, ...required },
    { key: `${key}_port`, kind: 'number', label: `${name} port`, default: port, max: 65_535, ...when },
    {
      key: `${key}_user`,
      kind: 'text',
      label: `${name} user`,
      hint: 'The address itself unless you set another.',
      max: 254,
      ...when,
    },
    {
      key: `${key}_password`,
      kind: 'secret',
      label: `${name} password`,
      hint: 'Where the account has two steps to sign in, an app password.',
      ...when,
      ...required,
    },
    {
      key: `${key}_tls`,
      kind: 'choice',
      label: `${name} encryption`,
      hint: '“tls” from the start (ports 993 and 465), “starttls” (143 and 587), “none” only on a network of your own.',
      choices: MAIL_SECURITIES,
      default: 'tls',
      isAdvanced: true,
      ...when,
    },
  ];
}
