import type { AiAction } from '@parley/protocol/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useInbox, useMay } from '../../../session/inbox-session.tsx';
import { problemOf } from '../../../session/problem-of.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Switch } from '../../../ui/switch.tsx';
import { actionsKey } from './use-actions.ts';

type ActionRowProps = { readonly agentId: string; readonly action: AiAction };

/** An action in the list: the way to it, and whether the agent may call it. */
export function ActionRow({ agentId, action: { id, name, description, type, ...action } }: ActionRowProps) {
  const { t } = useTranslation('actions');
  const { client } = useInbox();
  const queries = useQueryClient();
  const mayManage = useMay('agents.manage');
  const turn = useMutation({
    mutationFn: (isOn: boolean) =>
      client.agent(agentId)('update-ai-action', { params: { id }, body: { is_active: isOn } }),
    onSettled: () => queries.invalidateQueries({ queryKey: actionsKey(client, agentId) }),
  });
  return (
    <li className="py-1">
      <div className="flex items-center gap-3">
        <Link
          to="/$workspace/agents/$agent/actions/$action"
          params={{ workspace: client.workspaceId, agent: agentId, action: String(id) }}
          className="-ms-2 min-w-0 flex-1 rounded-md px-2 py-2 text-ink no-underline hover:bg-hover"
        >
          <span className="flex flex-wrap items-center gap-2">
            <bdi className="font-medium">{name}</bdi>
            <Badge>{t(`kinds.${type}`)}</Badge>
            {!action.is_valid && (
              <Badge tone="fair" icon={TriangleAlert}>
                {t('incomplete')}
              </Badge>
            )}
          </span>
          <span dir="auto" className="line-clamp-2 text-soft text-sm">
            {description || t('noDescription')}
          </span>
        </Link>
        <Switch
          label={t('mayCall', { name })}
          isOn={action.is_active}
          isBusy={turn.isPending}
          isDisabled={!mayManage}
          onChange={(isOn) => turn.mutate(isOn)}
        />
      </div>
      {turn.error && (
        <Notice tone="bad" isNews>
          {problemOf(turn.error)}
        </Notice>
      )}
    </li>
  );
}
