import type { Tx } from '../schema.ts';

/** A mail about to be sent, in plain text and HTML. */
export type NewMail = {
  readonly id: string;
  /** Null for mails that belong to no workspace, as a password reset. */
  readonly workspaceId: string | null;
  readonly kind: 'away' | 'invitation' | 'password_reset' | 'sign_in' | 'verification' | 'webhook_alarm';
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
};

/** Puts a mail into the outbox, in the transaction that it belongs to: it is sent after the commit, by a job. */
export async function insertMail(tx: Tx, { workspaceId, to, ...mail }: NewMail, at: Date): Promise<void> {
  await tx
    .insertInto('mail_outbox')
    .values({
      ...mail,
      workspace_id: workspaceId,
      recipient: to,
      state: 'waiting',
      attempts: 0,
      next_attempt_at: at,
      last_error: null,
      created_at: at,
      sent_at: null,
    })
    .execute();
}
