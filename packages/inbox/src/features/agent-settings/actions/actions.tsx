import { useSuspenseQuery } from '@tanstack/react-query';
import { Plus, Zap } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useInbox, useMay } from '../../../session/inbox-session.tsx';
import { Button } from '../../../ui/button.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Card, Page } from '../../../ui/page.tsx';
import { ActionRow } from './action-row.tsx';
import { CreateActionDialog } from './create-action-dialog.tsx';
import { SecretsCard } from './secrets/secrets-card.tsx';
import { actionsQuery } from './use-actions.ts';

/** What an agent may do in other systems, and the secrets that it does it with. */
export function ActionsScreen({ agentId }: { readonly agentId: string }) {
  const { t } = useTranslation('actions');
  const { client } = useInbox();
  const mayManage = useMay('agents.manage');
  const { data: actions } = useSuspenseQuery(actionsQuery(client, agentId));
  const [isCreating, setIsCreating] = useState(false);
  const create = mayManage && (
    <Button kind="primary" icon={Plus} onClick={() => setIsCreating(true)}>
      {t('create')}
    </Button>
  );
  return (
    <Page title={t('title')} text={t('text')} actions={actions.length > 0 && create}>
      <Card>
        {actions.length === 0 ? (
          <Empty icon={Zap} title={t('none')} text={t('noneText')}>
            {create}
          </Empty>
        ) : (
          <ul className="divide-y divide-line">
            {actions.map((action) => (
              <ActionRow key={action.id} agentId={agentId} action={action} />
            ))}
          </ul>
        )}
      </Card>
      <SecretsCard agentId={agentId} actions={actions} />
      {isCreating && <CreateActionDialog agentId={agentId} onClose={() => setIsCreating(false)} />}
    </Page>
  );
}
