import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ownWorkspacesQuery, useInbox } from '../../session/inbox-session.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/page.tsx';
import { AddWorkspaceDialog } from './add-workspace-dialog.tsx';

/** The workspaces of the person; those who run one may add another. */
export function Workspaces() {
  const { t } = useTranslation('preferences');
  const { client } = useInbox();
  const { data: workspaces = [] } = useQuery(ownWorkspacesQuery);
  const [isAdding, setIsAdding] = useState(false);
  const mayAdd = workspaces.some(({ role }) => role === 'owner' || role === 'admin');
  return (
    <Card
      title={t('workspaces')}
      text={t('workspacesText')}
      actions={
        mayAdd && (
          <Button icon={Plus} onClick={() => setIsAdding(true)}>
            {t('addWorkspace')}
          </Button>
        )
      }
    >
      <ul className="divide-y divide-line">
        {workspaces.map(({ id, name, role }) => (
          <li key={id} className="flex min-h-11 items-center gap-3 py-1">
            <bdi className="min-w-0 truncate font-medium">{name}</bdi>
            <Badge>{t(`roleNames.${role}`)}</Badge>
            <span className="ms-auto">
              {id === client.workspaceId ? (
                <span className="text-soft">{t('here')}</span>
              ) : (
                <Link to="/$workspace/conversations" params={{ workspace: id }} className="font-medium">
                  {t('open')}
                </Link>
              )}
            </span>
          </li>
        ))}
      </ul>
      {isAdding && <AddWorkspaceDialog onClose={() => setIsAdding(false)} />}
    </Card>
  );
}
