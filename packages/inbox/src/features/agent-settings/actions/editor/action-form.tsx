import { ApiError } from '@parley/sdk';
import { type FormEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../../../session/inbox-session.tsx';
import { tell } from '../../../../ui/toast.tsx';
import { SettingsBar } from '../../settings-bar.tsx';
import { patchOf } from '../action-draft.ts';
import type { useAction } from '../use-actions.ts';
import { AnswerCard } from './answer-card.tsx';
import { BasicsCard } from './basics-card.tsx';
import { ConditionsCard } from './conditions-card.tsx';
import { ParametersCard } from './parameters-card.tsx';
import type { Part } from './part.ts';
import { RequestCard } from './request-card.tsx';

type ActionFormProps = Pick<Part, 'draft' | 'onEdit'> & {
  readonly isChanged: boolean;
  readonly act: ReturnType<typeof useAction>;
  readonly onReset: () => void;
};

/** All that is set of an action. What the server refuses is said at its field. */
export function ActionForm({ draft, onEdit, isChanged, act, onReset }: ActionFormProps) {
  const { t } = useTranslation('actions');
  const mayManage = useMay('agents.manage');
  const form = useRef<HTMLFormElement>(null);
  const { save, readAgain } = act;
  const problems = save.error instanceof ApiError ? save.error.fields : {};
  const part: Part = { draft, onEdit, problemAt: (path) => problems[`http_request.${path}`] };
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
    save.mutate(patchOf(draft), {
      onSuccess: () => {
        onReset();
        tell(t('saved'));
      },
    });
  };
  return (
    <form ref={form} noValidate className="flex min-w-0 flex-col gap-4" onSubmit={submit}>
      <fieldset disabled={!mayManage} className="contents">
        <BasicsCard {...part} ownProblemAt={(name) => problems[name]} />
        <ParametersCard {...part} />
        <RequestCard {...part} />
        <AnswerCard {...part} />
        <ConditionsCard {...part} />
      </fieldset>
      {mayManage && <SettingsBar isChanged={isChanged} save={save} onReset={reset} readAgain={readAgain} />}
    </form>
  );
}
