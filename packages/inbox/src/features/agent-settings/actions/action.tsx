import { Link } from '@tanstack/react-router';
import { ChevronLeft } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changedFields } from '../../../form/draft.ts';
import { useInbox } from '../../../session/inbox-session.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { type ActionDraft, draftOf } from './action-draft.ts';
import { ActionHeader } from './action-header.tsx';
import { ActionForm } from './editor/action-form.tsx';
import { InsertScope } from './editor/insert-scope.tsx';
import { Calls } from './log/calls.tsx';
import { SecretDialog } from './secrets/secret-dialog.tsx';
import { Trial } from './trial/trial.tsx';
import { useAction } from './use-actions.ts';

type ActionScreenProps = { readonly agentId: string; readonly id: number };

/** One action: what it asks of a service, a try of it, and what came of its calls. */
export function ActionScreen({ agentId, id }: ActionScreenProps) {
  const { t } = useTranslation('actions');
  const { client } = useInbox();
  const act = useAction(agentId, id);
  const { action } = act;
  const [edits, setEdits] = useState<Partial<ActionDraft>>({});
  const [isAddingSecret, setIsAddingSecret] = useState(false);
  const stored = draftOf(action);
  const changes = changedFields(stored, edits);
  const draft = { ...stored, ...changes };
  const isChanged = Object.keys(changes).length > 0;
  return (
    <div className="grid gap-4 p-4 md:p-8 xl:grid-cols-[minmax(0,1fr)_26rem]">
      <div className="flex min-w-0 flex-col gap-4">
        <Link
          to="/$workspace/agents/$agent/actions"
          params={{ workspace: client.workspaceId, agent: agentId }}
          className="flex w-fit items-center gap-1 text-sm text-soft no-underline hover:text-ink"
        >
          <ChevronLeft aria-hidden className="size-4 rtl:rotate-180" />
          {t('title')}
        </Link>
        <ActionHeader agentId={agentId} act={act} isChanged={isChanged} />
        {action.missing.length > 0 && (
          <Notice tone="fair">
            <p>{t('missing')}</p>
            <ul className="list-disc ps-5">
              {action.missing.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </Notice>
        )}
        <InsertScope agentId={agentId} draft={draft} onNewSecret={() => setIsAddingSecret(true)}>
          <ActionForm
            draft={draft}
            isChanged={isChanged}
            act={act}
            onEdit={(edit) => setEdits((others) => ({ ...others, ...edit }))}
            onReset={() => setEdits({})}
          />
        </InsertScope>
      </div>
      <div className="min-w-0 xl:sticky xl:top-4 xl:col-start-2 xl:row-span-2 xl:row-start-1 xl:max-h-[calc(100dvh-2rem)] xl:self-start xl:overflow-y-auto">
        <Trial agentId={agentId} id={id} draft={stored} isChanged={isChanged} />
      </div>
      <Calls agentId={agentId} id={id} />
      {isAddingSecret && <SecretDialog agentId={agentId} name={null} onClose={() => setIsAddingSecret(false)} />}
    </div>
  );
}
