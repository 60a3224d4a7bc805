import { ApiError } from '@parley/sdk';
import { type FormEvent, type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../../../session/inbox-session.tsx';
import { tell } from '../../../../ui/toast.tsx';
import { SettingsBar } from '../../settings-bar.tsx';
import type { ActionPatch } from '../action-draft.ts';
import type { useAction } from '../use-actions.ts';

export type DefinitionFormProps = {
  readonly isChanged: boolean;
  readonly act: ReturnType<typeof useAction>;
  readonly onReset: () => void;
};

type Props = DefinitionFormProps & {
  /** What is saved. */
  readonly patch: () => ActionPatch;
  /** Its fields; `problemAt` says what the server refused, by dotted path from the action on. */
  readonly children: (problemAt: (path: string) => string | undefined) => ReactNode;
};

/** What is set of an action, of whatever type: saved whole, and what the server refuses is said at its field. */
export function DefinitionForm({ isChanged, act, onReset, patch, children }: Props) {
  const { t } = useTranslation('actions');
  const mayManage = useMay('agents.manage');
  const form = useRef<HTMLFormElement>(null);
  const { save, readAgain } = act;
  const problems = save.error instanceof ApiError ? save.error.fields : {};
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
    save.mutate(patch(), {
      onSuccess: () => {
        onReset();
        tell(t('saved'));
      },
    });
  };
  return (
    <form ref={form} noValidate className="flex min-w-0 flex-col gap-4" onSubmit={submit}>
      <fieldset disabled={!mayManage} className="contents">
        {children((path) => problems[path])}
      </fieldset>
      {mayManage && <SettingsBar isChanged={isChanged} save={save} onReset={reset} readAgain={readAgain} />}
    </form>
  );
}
