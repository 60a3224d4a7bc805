import { ApiError } from '@parley/sdk';
import { type FormEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../../../session/inbox-session.tsx';
import { tell } from '../../../../ui/toast.tsx';
import { SettingsBar } from '../../settings-bar.tsx';
import { BasicsCard } from '../editor/basics-card.tsx';
import { ConditionsCard } from '../editor/conditions-card.tsx';
import type { Part } from '../editor/part.ts';
import type { useAction } from '../use-actions.ts';
import { type RemoteDraft, remotePatchOf } from './remote-draft.ts';
import { ServerCard } from './server-card.tsx';

type RemoteFormProps = Pick<Part<RemoteDraft>, 'draft' | 'onEdit'> & {
  readonly isChanged: boolean;
  readonly act: ReturnType<typeof useAction>;
  readonly onReset: () => void;
};

/** What is set of an action with remote tools. What the server refuses is said at its field. */
export function RemoteForm({ draft, onEdit, isChanged, act, onReset }: RemoteFormProps) {
  const { t } = useTranslation('actions');
  const mayManage = useMay('agents.manage');
  const form = useRef<HTMLFormElement>(null);
  const { save, readAgain } = act;
  const problems = save.error instanceof ApiError ? save.error.fields : {};
  const part = { draft, onEdit, problemAt: (path: string) => problems[`remote_mcp.${path}`] };
  useEffect(() => {
    // Once what is wrong is shown.
    if (save.error) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [save.error]);
  const reset = (): void => {
    save.reset();
    onReset();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate(remotePatchOf(draft), {
      onSuccess: () => {
        onReset();
        tell(t('saved'));
      },
    });
  };
  return (
    <form ref={form} noValidate className="flex min-w-0 flex-col gap-4" onSubmit={submit}>
      <fieldset disabled={!mayManage} className="contents">
        <BasicsCard {...part} isRemote ownProblemAt={(name) => problems[name]} />
        <ServerCard {...part} />
        <ConditionsCard {...part} />
      </fieldset>
      {mayManage && <SettingsBar isChanged={isChanged} save={save} onReset={reset} readAgain={readAgain} />}
    </form>
  );
}
