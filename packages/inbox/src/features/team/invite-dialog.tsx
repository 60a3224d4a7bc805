import type { Role } from '@parley/protocol';
import type { NewInvitation } from '@parley/protocol/api';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../form/form-dialog.tsx';
import { useForm } from '../../form/use-form.ts';
import { useInbox } from '../../session/inbox-session.tsx';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { tell } from '../../ui/toast.tsx';
import { InvitationLinkDialog } from './invitation-link-dialog.tsx';
import { rolesToInvite } from './team-rules.ts';
import { invitationsQuery } from './use-team.ts';

type Draft = { readonly email: string; readonly role: Role; readonly send: 'mail' | 'link' };

/** Invites somebody by their address: by mail, or by a link that whoever invites passes on. */
export function InviteDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('team');
  const { client, session } = useInbox();
  const queries = useQueryClient();
  const [made, setMade] = useState<NewInvitation | null>(null);
  // Without a mail server the link is all there is.
  const stored: Draft = { email: '', role: 'agent', send: session.sends_mail ? 'mail' : 'link' };
  const form = useForm({
    stored,
    send: (draft) => client.call('create-invitation', { body: draft }),
    onDone: (invitation) => {
      void queries.invalidateQueries({ queryKey: invitationsQuery(client).queryKey });
      if (invitation.url !== null) return setMade(invitation);
      tell(t('invited', { email: invitation.email }));
      onClose();
    },
  });
  if (made?.url) return <InvitationLinkDialog email={made.email} url={made.url} onClose={onClose} />;
  const { draft, set } = form;
  return (
    <FormDialog title={t('invite')} text={t('inviteText')} form={form} action={t('inviteAction')} onClose={onClose}>
      <TextField
        label={t('email')}
        type="email"
        autoComplete="off"
        value={draft.email}
        problem={form.problemOf('email')}
        onChange={(event) => set({ email: event.target.value })}
      />
      <SelectField
        label={t('role')}
        value={draft.role}
        hint={t(`roleHints.${draft.role}`)}
        options={rolesToInvite(session.user.role).map((role) => ({ value: role, label: t(`roleNames.${role}`) }))}
        onChange={(role) => set({ role: role as Role })}
      />
      {session.sends_mail ? (
        <ChoiceField
          label={t('how')}
          value={draft.send}
          options={[
            { value: 'mail', label: t('byMail') },
            { value: 'link', label: t('byLink') },
          ]}
          onChange={(send) => set({ send })}
        />
      ) : (
        <Notice>{t('noMail')}</Notice>
      )}
    </FormDialog>
  );
}
