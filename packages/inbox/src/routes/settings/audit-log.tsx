import { getRouteApi } from '@tanstack/react-router';
import { AuditLog } from '../../features/audit-log/audit-log.tsx';

const route = getRouteApi('/$workspace/settings/audit-log');

/** The audit log, narrowed as the address says. */
export function AuditLogScreen() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  return <AuditLog search={search} onSearch={(next) => void navigate({ to: '.', search: next, replace: true })} />;
}
