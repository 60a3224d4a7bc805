import { useNavigate } from '@tanstack/react-router';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useInbox, useMay } from '../../../session/inbox-session.tsx';
import { isConflict, problemOf } from '../../../session/problem-of.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button, IconButton } from '../../../ui/button.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Switch } from '../../../ui/switch.tsx';
import { tellProblem } from '../../../ui/toast.tsx';
import type { useAction } from './use-actions.ts';

type ActionHeaderProps = {
  readonly agentId: string;
  readonly act: ReturnType<typeof useAction>;
  /** What is not saved is not what would be switched on. */
  readonly isChanged: boolean;
};

/** Which action it is, whether the agent may call it, and the way to be rid of it. */
export function ActionHeader({ agentId, act, isChanged }: ActionHeaderProps) {
  const { t } = useTranslation(['actions', 'agentSettings']);
  const { client } = useInbox();
  const navigate = useNavigate();
  const mayManage = useMay('agents.manage');
  const [isDeleting, setIsDeleting] = useState(false);
  const { action, turn, remove, readAgain } = act;
  const { name, type, tool_name: toolName, is_active: isActive } = action;
  const leave = (): void => {
    const params = { workspace: client.workspaceId, agent: agentId };
    // What was typed is gone with the action.
    void navigate({ to: '/$workspace/agents/$agent/actions', params, ignoreBlocker: true });
  };
  const failed = (error: Error): void => {
    setIsDeleting(false);
    tellProblem(problemOf(error));
    void readAgain();
  };
  return (
    <>
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="min-w-0 break-words font-semibold text-xl" dir="auto">
          {name}
        </h2>
        <Badge>{t(`kinds.${type}`)}</Badge>
        <code dir="ltr" className="min-w-0 break-all text-soft text-sm" title={t('toolName')}>
          {toolName}
        </code>
        <span className="ms-auto flex items-center gap-2">
          <span className="text-soft text-sm">{t(isActive ? 'on' : 'off')}</span>
          <Switch
            label={t('mayCall', { name })}
            isOn={isActive}
            isBusy={turn.isPending}
            isDisabled={!mayManage || (isChanged && !isActive)}
            onChange={(isOn) => turn.mutate(isOn)}
          />
          {mayManage && <IconButton icon={Trash2} label={t('delete')} onClick={() => setIsDeleting(true)} />}
        </span>
      </header>
      {turn.error && (
        <Notice tone="bad" isNews>
          {problemOf(turn.error)}{' '}
          {isConflict(turn.error) && (
            <Button onClick={() => void readAgain().then(turn.reset)}>{t('agentSettings:readAgain')}</Button>
          )}
        </Notice>
      )}
      {isDeleting && (
        <ConfirmDialog
          title={t('deleteTitle', { name })}
          text={t('deleteText')}
          action={t('delete')}
          isBusy={remove.isPending}
          onConfirm={() => remove.mutate(undefined, { onSuccess: leave, onError: failed })}
          onClose={() => setIsDeleting(false)}
        />
      )}
    </>
  );
}
