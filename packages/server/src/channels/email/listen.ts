import type { ChannelConfig, Listening } from '../../domain/channels/channel.ts';
import type { JsonObject } from '../../lib/json.ts';
import { type Mailbox, MailboxError, type Mailboxes } from '../../lib/mailbox.ts';
import { mailDelivery } from './delivery.ts';
import { MAX_MAIL_BYTES } from './incoming/receive.ts';
import { emailSettings, imapServer } from './settings.ts';

/** How often it is looked, whatever the server says: some never tell of news. */
const LOOK_MS = 60_000;
/** Days of servers begin at other hours than ours. */
const DAY_MS = 86_400_000;

/** What has been heard of a mailbox. `since` is when it was first looked into: older mails are nobody's question to the agent. */
type Position = { readonly uidValidity: string; readonly lastUid: number; readonly since: string };

/**
 * Hears the unseen mails of a mailbox one after the other, from the first connection on: each is marked as seen once it is
 * stored. Ends when the signal fires, throws when the connection is lost or a mail could not be stored.
 */
export async function listenToMailbox(
  mailboxes: Mailboxes,
  config: ChannelConfig,
  { hear, signal, resume, remember }: Listening,
): Promise<void> {
  const server = imapServer(config);
  if (!server) throw new MailboxError({ stage: 'connect', message: 'No IMAP server is set.' });
  const { address } = emailSettings(config);
  const mailbox = await mailboxes.open(server, signal);
  try {
    let position = beginning(mailbox, resume);
    await remember({ ...position });
    // UIDs of a mailbox that was made anew say nothing: then its mails are known by the day that they came.
    const since = new Date(Date.parse(position.since) - DAY_MS);
    while (!signal.aborted) {
      for (const uid of await mailbox.unseenAbove(position.lastUid, since)) {
        if (signal.aborted) return;
        const raw = await mailbox.fetch(uid, MAX_MAIL_BYTES);
        // One that is too large stays unseen, for a person to find.
        if (raw !== null && raw !== 'too_large') {
          await hear(mailDelivery({ raw, envelopeTo: address, envelopeFrom: null }));
          await mailbox.markSeen(uid);
        }
        position = { ...position, lastUid: uid };
        await remember({ ...position });
      }
      if (!signal.aborted) await mailbox.news(LOOK_MS);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    await mailbox.close();
  }
}

function beginning(mailbox: Mailbox, resume: JsonObject | null): Position {
  const { uidValidity } = mailbox;
  const since =
    typeof resume?.since === 'string' && !Number.isNaN(Date.parse(resume.since))
      ? resume.since
      : new Date().toISOString();
  if (resume === null) return { uidValidity, lastUid: mailbox.uidNext - 1, since };
  const lastUid = isSame(mailbox, resume) && typeof resume.lastUid === 'number' ? resume.lastUid : 0;
  return { uidValidity, lastUid, since };
}

const isSame = ({ uidValidity }: Mailbox, resume: JsonObject | null): boolean => resume?.uidValidity === uidValidity;
