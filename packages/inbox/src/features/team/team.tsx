import { useSuspenseQuery } from '@tanstack/react-query';
import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useInbox, useMay } from '../../session/inbox-session.tsx';
import { membersQuery } from '../../session/team.ts';
import { Button } from '../../ui/button.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { Invitations } from './invitations.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { Members } from './members.tsx';
import { RoleTable } from './role-table.tsx';

/** Who works in the workspace, who is invited to, and what each of them may do. */
export function TeamScreen() {
  const { t } = useTranslation('team');
  const { client } = useInbox();
  const mayManage = useMay('team.manage');
  const [isInviting, setIsInviting] = useState(false);
  const { data: members } = useSuspenseQuery({ ...membersQuery(client.workspaceId), staleTime: 0 });
  return (
    <Page
      title={t('title')}
      text={t('text')}
      actions={
        mayManage && (
          <Button kind="primary" icon={UserPlus} onClick={() => setIsInviting(true)}>
            {t('invite')}
          </Button>
        )
      }
    >
      <Card title={t('members', { count: members.length })}>
        <Members members={members} />
      </Card>
      {mayManage && <Invitations />}
      <Card title={t('roles')} text={t('rolesText')}>
        <RoleTable />
      </Card>
      {isInviting && <InviteDialog onClose={() => setIsInviting(false)} />}
    </Page>
  );
}
