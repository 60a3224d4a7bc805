import { useState } from 'react';
import { changedFields } from '../../../form/draft.ts';
import { type ActionDraft, draftOf } from './action-draft.ts';
import { ActionFrame } from './action-frame.tsx';
import { ActionForm } from './editor/action-form.tsx';
import { InsertScope } from './editor/insert-scope.tsx';
import { SecretDialog } from './secrets/secret-dialog.tsx';
import { Trial } from './trial/trial.tsx';
import type { useAction } from './use-actions.ts';

type HttpActionProps = { readonly agentId: string; readonly act: ReturnType<typeof useAction> };

/** An action that sends a request: what it asks of a service, a try of it, and what came of its calls. */
export function HttpAction({ agentId, act }: HttpActionProps) {
  const [edits, setEdits] = useState<Partial<ActionDraft>>({});
  const [isAddingSecret, setIsAddingSecret] = useState(false);
  const stored = draftOf(act.action);
  const changes = changedFields(stored, edits);
  const draft = { ...stored, ...changes };
  const isChanged = Object.keys(changes).length > 0;
  const trial = <Trial agentId={agentId} id={act.action.id} draft={stored} isChanged={isChanged} />;
  return (
    <ActionFrame agentId={agentId} act={act} isChanged={isChanged} aside={trial}>
      <InsertScope agentId={agentId} draft={draft} onNewSecret={() => setIsAddingSecret(true)}>
        <ActionForm
          draft={draft}
          isChanged={isChanged}
          act={act}
          onEdit={(edit) => setEdits((others) => ({ ...others, ...edit }))}
          onReset={() => setEdits({})}
        />
      </InsertScope>
      {isAddingSecret && <SecretDialog agentId={agentId} name={null} onClose={() => setIsAddingSecret(false)} />}
    </ActionFrame>
  );
}
