import type { Invitation, NewInvitation } from '@parley/protocol/api';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useInbox } from '../../session/inbox-session.tsx';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { instantInWords } from '../../ui/instant.tsx';
import { Card } from '../../ui/page.tsx';
import { tell } from '../../ui/toast.tsx';
import { InvitationLinkDialog } from './invitation-link-dialog.tsx';
import { invitationsQuery, useInvitationChanges } from './use-team.ts';

/** Who was invited and is not there yet; those that came to nothing can be unfolded. */
export function Invitations() {
  const { t } = useTranslation('team');
  const { client } = useInbox();
  const { data: invitations } = useSuspenseQuery(invitationsQuery(client));
  const [isWhole, setIsWhole] = useState(false);
  const open = invitations.filter(({ state }) => state === 'pending' || state === 'expired');
  const shown = isWhole ? invitations : open;
  if (invitations.length === 0) return null;
  return (
    <Card
      title={t('invitations')}
      text={open.length === 0 ? t('noInvitations') : t('invitationsText')}
      actions={
        open.length < invitations.length && (
          <Button kind="plain" aria-expanded={isWhole} onClick={() => setIsWhole(!isWhole)}>
            {isWhole ? t('hideOld') : t('showOld')}
          </Button>
        )
      }
    >
      {shown.length > 0 && (
        <ul className="divide-y divide-line">
          {shown.map((invitation) => (
            <InvitationRow key={invitation.id} invitation={invitation} />
          ))}
        </ul>
      )}
    </Card>
  );
}

const TONES: Readonly<Record<Invitation['state'], Tone>> = {
  pending: 'accent',
  expired: 'fair',
  accepted: 'good',
  revoked: 'neutral',
};

function InvitationRow({ invitation }: { readonly invitation: Invitation }) {
  const { t, i18n } = useTranslation('team');
  const { resend, revoke } = useInvitationChanges();
  const [isRevoking, setIsRevoking] = useState(false);
  const [link, setLink] = useState<string | null>(null);
  const { id, email, role, state, expires_at } = invitation;
  const isOpen = state === 'pending' || state === 'expired';
  const resent = ({ url }: NewInvitation): void => (url === null ? tell(t('invited', { email })) : setLink(url));
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 py-3 first:pt-0 last:pb-0">
      <div className="min-w-40 flex-1">
        <p className="flex flex-wrap items-center gap-2">
          <span className="min-w-0 truncate font-medium">{email}</span>
          <Badge tone={TONES[state]}>{t(`states.${state}`)}</Badge>
        </p>
        <p className="text-soft text-sm">
          {t('invitationFacts', {
            role: t(`roleNames.${role}`),
            until: instantInWords(expires_at, i18n.language),
          })}
        </p>
      </div>
      {isOpen && (
        <div className="ms-auto flex flex-wrap gap-1">
          <Button kind="plain" isBusy={resend.isPending} onClick={() => resend.mutate(id, { onSuccess: resent })}>
            {invitation.sent_by === 'mail' ? t('resend') : t('newLink')}
          </Button>
          <Button kind="plain" onClick={() => setIsRevoking(true)}>
            {t('revoke')}
          </Button>
        </div>
      )}
      {isRevoking && (
        <ConfirmDialog
          title={t('revokeTitle', { email })}
          text={t('revokeText')}
          action={t('revoke')}
          isBusy={revoke.isPending}
          onConfirm={() => revoke.mutate(id, { onSettled: () => setIsRevoking(false) })}
          onClose={() => setIsRevoking(false)}
        />
      )}
      {link !== null && <InvitationLinkDialog email={email} url={link} onClose={() => setLink(null)} />}
    </li>
  );
}
