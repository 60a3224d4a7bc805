import type { Role } from '@parley/protocol';
import type { TeamMember } from '@parley/protocol/api';
import { UserMinus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useInbox } from '../../session/inbox-session.tsx';
import { memberName } from '../../session/team.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Badge } from '../../ui/badge.tsx';
import { IconButton } from '../../ui/button.tsx';
import { SelectField } from '../../ui/field.tsx';
import { instantInWords } from '../../ui/instant.tsx';
import { RemoveMemberDialog } from './remove-member-dialog.tsx';
import { mayRemove, rolesToGive } from './team-rules.ts';
import { useChangeRole } from './use-team.ts';

/** Everybody of the workspace, each with what may be changed about them. */
export function Members({ members }: { readonly members: readonly TeamMember[] }) {
  const [leaving, setLeaving] = useState<TeamMember | null>(null);
  const owners = members.filter(({ role }) => role === 'owner').length;
  return (
    <>
      <ul className="divide-y divide-line">
        {members.map((member) => (
          <Member key={member.id} member={member} owners={owners} onRemove={() => setLeaving(member)} />
        ))}
      </ul>
      {leaving && <RemoveMemberDialog member={leaving} onClose={() => setLeaving(null)} />}
    </>
  );
}

type MemberProps = { readonly member: TeamMember; readonly owners: number; readonly onRemove: () => void };

function Member({ member, owners, onRemove }: MemberProps) {
  const { t, i18n } = useTranslation('team');
  const { user } = useInbox().session;
  const { mutate, isPending } = useChangeRole();
  const name = memberName(member);
  const isSelf = member.user_id === user.id;
  const roles = rolesToGive(user, member, owners);
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 py-3 first:pt-0 last:pb-0">
      <Avatar name={name} image={member.avatar_url} />
      <div className="min-w-40 flex-1">
        <p className="flex items-center gap-2">
          <span dir="auto" className="truncate font-medium">
            {name}
          </span>
          {isSelf && <Badge tone="accent">{t('you')}</Badge>}
        </p>
        <p className="truncate text-soft">{member.email}</p>
        <p className="text-soft text-xs">{t('since', { date: instantInWords(member.joined_at, i18n.language) })}</p>
      </div>
      <div className="ms-auto flex items-center gap-1">
        {roles.length > 1 ? (
          <SelectField
            label={t('roleOf', { name })}
            isLabelHidden
            value={member.role}
            disabled={isPending}
            options={roles.map((role) => ({ value: role, label: t(`roleNames.${role}`) }))}
            onChange={(role) => mutate({ memberId: member.id, role: role as Role })}
          />
        ) : (
          <Badge>{t(`roleNames.${member.role}`)}</Badge>
        )}
        {mayRemove(user, member, owners) && (
          <IconButton icon={UserMinus} label={isSelf ? t('leave') : t('remove', { name })} onClick={onRemove} />
        )}
      </div>
    </li>
  );
}
