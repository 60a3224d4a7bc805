import type { AiActionTools } from '@parley/protocol/api';
import { RefreshCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../../../session/inbox-session.tsx';
import { problemOf } from '../../../../session/problem-of.ts';
import { Button } from '../../../../ui/button.tsx';
import { CheckField } from '../../../../ui/field.tsx';
import { Instant } from '../../../../ui/instant.tsx';
import { Notice } from '../../../../ui/notice.tsx';
import { Card } from '../../../../ui/page.tsx';
import { Switch } from '../../../../ui/switch.tsx';
import { Waiting } from '../../../../ui/waiting.tsx';
import type { useAction } from '../use-actions.ts';
import { isToolOn, type RemoteDraft, switchTool } from './remote-draft.ts';
import { useTools } from './use-tools.ts';

type Switches = RemoteDraft['tools'];

type ToolsCardProps = {
  readonly agentId: string;
  readonly act: ReturnType<typeof useAction>;
  /** What is not saved is not what the server would be asked with. */
  readonly isChanged: boolean;
  readonly switches: Switches;
  readonly onSwitch: (switches: Switches) => void;
};

/** What the server has told of its tools, and which of them the agent may call. */
export function ToolsCard({ agentId, act, isChanged, switches, onSwitch }: ToolsCardProps) {
  const { t } = useTranslation('actions');
  const mayManage = useMay('agents.manage');
  const { told, ask } = useTools(agentId, act.action.id, act.readAgain);
  const error = ask.error ?? told.error;
  // Of the last asking: when the list is read again, it tells none.
  const problem = error ? problemOf(error) : ask.data?.problem;
  const { listed_at: at = null, tools = [] } = told.data ?? {};
  return (
    <Card title={t('remote.tools')} text={t('remote.toolsText')}>
      <CheckField
        label={t('remote.default')}
        hint={t('remote.defaultHint')}
        isOn={switches.default_tool_active}
        isDisabled={!mayManage}
        onChange={(isOn) => onSwitch({ ...switches, default_tool_active: isOn })}
      />
      {mayManage && (
        <div className="flex flex-col items-start gap-2">
          <Button icon={RefreshCw} isBusy={ask.isPending} disabled={isChanged} onClick={() => ask.mutate()}>
            {t('remote.ask')}
          </Button>
          {isChanged && <p className="text-soft text-sm">{t('remote.askUnsaved')}</p>}
        </div>
      )}
      {problem && (
        <Notice tone="bad" isNews>
          <span dir="auto" className="break-words">
            {problem}
          </span>
        </Notice>
      )}
      {told.isPending && <Waiting />}
      {told.data && (
        <p role="status" className="text-soft text-sm">
          {at === null ? t('remote.notAsked') : t('remote.toldCount', { count: tools.length })}
          {at !== null && (
            <>
              {' · '}
              <Instant at={at} withSeconds />
            </>
          )}
        </p>
      )}
      <ul aria-label={t('remote.tools')} className="divide-y divide-line empty:hidden">
        {tools.map((tool) => (
          <ToolRow
            key={tool.name}
            tool={tool}
            isOn={isToolOn(switches, tool.name)}
            isDisabled={!mayManage}
            onChange={(isOn) => onSwitch(switchTool(switches, tool.name, isOn))}
          />
        ))}
      </ul>
    </Card>
  );
}

type ToolRowProps = {
  readonly tool: AiActionTools['tools'][number];
  readonly isOn: boolean;
  readonly isDisabled: boolean;
  readonly onChange: (isOn: boolean) => void;
};

function ToolRow({ tool, isOn, isDisabled, onChange }: ToolRowProps) {
  const { t } = useTranslation('actions');
  const { name, description, warnings } = tool;
  return (
    <li className="flex items-start gap-3 py-2.5">
      <div className="min-w-0 flex-1">
        <code dir="ltr" className="break-all font-mono text-sm">
          {name}
        </code>
        {description && (
          <p dir="auto" className="line-clamp-4 break-words text-soft text-sm">
            {description}
          </p>
        )}
        {warnings.map((warning) => (
          <p key={warning} className="break-words text-fair text-sm">
            {warning}
          </p>
        ))}
      </div>
      <Switch label={t('mayCall', { name })} isOn={isOn} isDisabled={isDisabled} onChange={onChange} />
    </li>
  );
}
