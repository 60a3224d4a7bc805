import type { ChannelConfig } from '../../domain/channels/channel.ts';
import { MAIL_SECURITIES, type MailServer } from '../../lib/mail-server.ts';
import type { MailboxServer } from '../../lib/mailbox.ts';

/** What a channel was set up with, in the types that it is used in. */
export type EmailSettings = {
  readonly channelId: string;
  /** In lower case. */
  readonly address: string;
  readonly senderName: string | null;
  readonly hasPlusAddresses: boolean;
  /** In lower case; null for none. */
  readonly authservId: string | null;
  /** Empty when the channel has none: then nothing is received. */
  readonly replyKey: string;
};

export function emailSettings({ id, settings, secrets }: ChannelConfig): EmailSettings {
  return {
    channelId: id,
    address: textOf(settings.address).toLowerCase(),
    senderName: textOf(settings.sender_name) || null,
    hasPlusAddresses: settings.plus_addressing !== false,
    authservId: textOf(settings.authserv_id).toLowerCase() || null,
    replyKey: secrets.reply_key ?? '',
  };
}

/** The server that mails are handed to; null for the installation's own. */
export function smtpServer(config: ChannelConfig): MailServer | null {
  return serverOf(config, 'smtp', { tls: 465, starttls: 587, none: 25 });
}

/** The mailbox that is looked into; null when none is set. */
export function imapServer(config: ChannelConfig): MailboxServer | null {
  const server = serverOf(config, 'imap', { tls: 993, starttls: 143, none: 143 });
  return server && { ...server, mailbox: textOf(config.settings.imap_mailbox) || 'INBOX' };
}

function serverOf(
  { settings, secrets }: ChannelConfig,
  key: 'smtp' | 'imap',
  ports: Readonly<Record<MailServer['security'], number>>,
): MailServer | null {
  const host = textOf(settings[`${key}_host`]);
  if (host === '') return null;
  const security = MAIL_SECURITIES.find((one) => one === settings[`${key}_tls`]) ?? 'tls';
  const password = secrets[`${key}_password`] ?? '';
  const port = settings[`${key}_port`];
  return {
    host,
    port: typeof port === 'number' && Number.isInteger(port) && port > 0 && port < 65_536 ? port : ports[security],
    user: textOf(settings[`${key}_user`]) || (password === '' ? null : textOf(settings.address)),
    password,
    security,
  };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
