import { useState } from 'react';
import { changedFields } from '../../../../form/draft.ts';
import { ActionFrame } from '../action-frame.tsx';
import { InsertScope } from '../editor/insert-scope.tsx';
import { SecretDialog } from '../secrets/secret-dialog.tsx';
import type { useAction } from '../use-actions.ts';
import { type RemoteDraft, remoteDraftOf } from './remote-draft.ts';
import { RemoteForm } from './remote-form.tsx';
import { ToolsCard } from './tools-card.tsx';

type RemoteActionProps = { readonly agentId: string; readonly act: ReturnType<typeof useAction> };

/** An action that offers tools of a remote server: where it is, which of them the agent may call, and the log. */
export function RemoteAction({ agentId, act }: RemoteActionProps) {
  const [edits, setEdits] = useState<Partial<RemoteDraft>>({});
  const [isAddingSecret, setIsAddingSecret] = useState(false);
  const stored = remoteDraftOf(act.action);
  const changes = changedFields(stored, edits);
  const draft = { ...stored, ...changes };
  const isChanged = Object.keys(changes).length > 0;
  const onEdit = (edit: Partial<RemoteDraft>): void => setEdits((others) => ({ ...others, ...edit }));
  const tools = (
    <ToolsCard
      agentId={agentId}
      act={act}
      isChanged={isChanged}
      switches={draft.tools}
      onSwitch={(switches) => onEdit({ tools: switches })}
    />
  );
  return (
    <ActionFrame agentId={agentId} act={act} isChanged={isChanged} aside={tools}>
      <InsertScope agentId={agentId} draft={null} onNewSecret={() => setIsAddingSecret(true)}>
        <RemoteForm draft={draft} isChanged={isChanged} act={act} onEdit={onEdit} onReset={() => setEdits({})} />
      </InsertScope>
      {isAddingSecret && <SecretDialog agentId={agentId} name={null} onClose={() => setIsAddingSecret(false)} />}
    </ActionFrame>
  );
}
