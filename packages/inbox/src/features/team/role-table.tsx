import { PERMISSIONS, type Permission, type Role } from '@parley/protocol';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Check, Minus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useInbox } from '../../session/inbox-session.tsx';
import { Table } from '../../ui/table.tsx';

/** What each role may do, as the server has it. */
export function RoleTable() {
  const { t } = useTranslation('team');
  const { client } = useInbox();
  const { data: roles } = useSuspenseQuery({
    queryKey: ['roles', client.workspaceId],
    queryFn: async () => (await client.call('list-roles', {})).data,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const mayOf = new Map(roles.map(({ role, permissions }) => [role, new Set(permissions)]));
  return (
    <Table<Permission>
      label={t('roles')}
      rows={PERMISSIONS}
      keyOf={(permission) => permission}
      columns={[
        { key: 'what', title: t('what'), cell: (permission) => t(`permissions.${permission.replace('.', '_')}`) },
        ...roles.map(({ role }) => ({
          key: role,
          title: t(`roleNames.${role}`),
          cell: (permission: Permission) => <Mark role={role} isAllowed={mayOf.get(role)?.has(permission) ?? false} />,
        })),
      ]}
    />
  );
}

function Mark({ isAllowed, role }: { readonly isAllowed: boolean; readonly role: Role }) {
  const { t } = useTranslation('team');
  const says = t(isAllowed ? 'may' : 'mayNot', { role: t(`roleNames.${role}`) });
  const Icon = isAllowed ? Check : Minus;
  return <Icon role="img" aria-label={says} className={`size-4 ${isAllowed ? 'text-good' : 'text-soft'}`} />;
}
