import { listMailsEndpoint, resendMailEndpoint } from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { resendMail } from '../../../commands/resend-mail.ts';
import { callerOf } from '../../../domain/people/principal.ts';
import { offsetTime, offsetTimeOrNull } from '../../../presenters/offset-time.ts';
import { type ListedMail, listMails } from '../../../store/mail/outbox.ts';
import type { HttpDeps } from '../../deps.ts';
import { cursorOf, pageUpTo, readCursor } from '../../list-cursor.ts';
import { workspaceRoute } from '../../workspace-route.ts';

const LIST = 'mails';
const PlaceSchema = z.object({ id: z.uuid() });

/** The outbox, for people who look after the team: without an SMTP server they read here what would have been sent. */
export function mailRoutes(app: FastifyInstance, deps: HttpDeps): void {
  workspaceRoute(app, deps, listMailsEndpoint, async ({ workspaceId, principal, query }) => {
    const { cursor, limit, state } = query;
    const isOwner = callerOf(principal) === 'owner';
    const before = readCursor(LIST, PlaceSchema, cursor)?.id;
    const mails = await listMails(deps.database.db, { workspaceId, state, before, limit: limit + 1 });
    return pageUpTo(mails, limit, {
      cursor: ({ id }) => cursorOf(LIST, { id }),
      show: (mail) => mailJson(mail, isOwner),
    });
  });
  workspaceRoute(app, deps, resendMailEndpoint, async ({ params, principal, origin, keepAnswer }) => {
    const isOwner = callerOf(principal) === 'owner';
    const mail = await resendMail(deps, {
      mailId: params.mail_id,
      origin,
      alongside: (tx, queued) => keepAnswer(tx, mailJson(queued, isOwner)),
    });
    return mailJson(mail, isOwner);
  });
}

/** Whoever reads an invitation can accept it, and it may be one to a higher role than the reader's. */
function mailJson(mail: ListedMail, isOwner: boolean) {
  const { id, kind, to, subject, text, state, attempts, lastError, createdAt, sentAt } = mail;
  return {
    object: 'mail' as const,
    id,
    kind,
    to,
    subject,
    text: kind === 'invitation' && !isOwner ? null : text,
    state,
    attempts,
    last_error: lastError,
    created_at: offsetTime(createdAt),
    sent_at: offsetTimeOrNull(sentAt),
  };
}
