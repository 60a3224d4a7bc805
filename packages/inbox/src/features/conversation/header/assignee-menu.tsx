import { UserRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { looksMoved } from '../../../conversation-state/looks.ts';
import { useOpen } from '../../../conversation-state/open-context.tsx';
import { useInbox, useMay } from '../../../session/inbox-session.tsx';
import { memberName, useMembers } from '../../../session/team.ts';
import { Menu, MenuChoice, MenuHeading } from '../../../ui/menu.tsx';
import { ChipButton } from './chip-button.tsx';
import { Fact } from './fact.tsx';

const NOBODY = '';

/** Whose it is, and whose it shall be. */
export function AssigneeMenu() {
  const { t } = useTranslation(['conversation', 'words']);
  const { client, session } = useInbox();
  const { data, make, person } = useOpen();
  const members = useMembers();
  const mayManage = useMay('conversations.manage');
  const { assigned_to: owner } = data.view.conversation;
  const me = session.user.id;
  const name =
    owner === null ? t('words:nobody') : owner === me ? t('words:me') : (person(owner)?.name ?? t('somebody'));
  if (!mayManage) return <Fact icon={UserRound} label={t('assignee')} value={name} />;
  const assign = (userId: string): void => {
    const assigned_to = userId === NOBODY ? null : userId;
    void make({
      look: looksMoved({ assignedTo: assigned_to }),
      run: (headers) => client.call('update-conversation', { params: { id: data.id }, headers, body: { assigned_to } }),
    });
  };
  const others = members.filter(({ user_id }) => user_id !== me);
  const options = [
    { value: NOBODY, label: t('words:nobody') },
    { value: me, label: t('words:me') },
    ...others.map((member) => ({ value: member.user_id, label: memberName(member) })),
  ];
  return (
    <Menu
      trigger={
        <ChipButton icon={UserRound} label={t('assignee')}>
          <bdi>{name}</bdi>
        </ChipButton>
      }
    >
      <MenuHeading>{t('assignTo')}</MenuHeading>
      <MenuChoice value={owner ?? NOBODY} options={options} onChange={assign} />
    </Menu>
  );
}
