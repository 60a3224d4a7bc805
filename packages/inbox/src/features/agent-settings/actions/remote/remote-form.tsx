import { BasicsCard } from '../editor/basics-card.tsx';
import { ConditionsCard } from '../editor/conditions-card.tsx';
import { DefinitionForm, type DefinitionFormProps } from '../editor/definition-form.tsx';
import type { Part } from '../editor/part.ts';
import { type RemoteDraft, remotePatchOf } from './remote-draft.ts';
import { ServerCard } from './server-card.tsx';

type RemoteFormProps = Pick<Part<RemoteDraft>, 'draft' | 'onEdit'> & DefinitionFormProps;

/** What is set of an action with remote tools. */
export function RemoteForm({ draft, onEdit, ...form }: RemoteFormProps) {
  return (
    <DefinitionForm {...form} patch={() => remotePatchOf(draft)}>
      {(problemAt) => {
        const part = { draft, onEdit, problemAt: (path: string) => problemAt(`remote_mcp.${path}`) };
        return (
          <>
            <BasicsCard {...part} isRemote ownProblemAt={problemAt} />
            <ServerCard {...part} />
            <ConditionsCard {...part} />
          </>
        );
      }}
    </DefinitionForm>
  );
}
