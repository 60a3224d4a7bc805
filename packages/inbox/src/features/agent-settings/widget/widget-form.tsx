import type { WidgetConfiguration } from '@parley/protocol/api';
import { ApiError } from '@parley/sdk';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../../session/inbox-session.tsx';
import { tell } from '../../../ui/toast.tsx';
import { SettingsBar } from '../settings-bar.tsx';
import { ContrastNotice } from './contrast-notice.tsx';
import { formProblems } from './form-problems.ts';
import type { useWidget } from './use-widget.ts';
import { WIDGET_GROUPS, type WidgetValues, widgetChanges } from './widget-fields.ts';
import { WidgetGroupCard } from './widget-group-card.tsx';

type WidgetFormProps = {
  readonly stored: WidgetValues;
  readonly values: WidgetValues;
  readonly warnings: WidgetConfiguration['contrast_warnings'];
  readonly widget: ReturnType<typeof useWidget>;
  /** Whose texts are edited. */
  readonly language: string;
  readonly onLanguage: (language: string) => void;
  readonly onEdit: (edit: Partial<WidgetValues>) => void;
  readonly onReset: () => void;
};

/** Every setting of the website chat. What can be seen to be wrong is said at its field before anybody is asked. */
export function WidgetForm({ warnings, widget, onReset, ...form }: WidgetFormProps) {
  const { t } = useTranslation('widgetSettings');
  const mayManage = useMay('agents.manage');
  const [wasTried, setWasTried] = useState(false);
  const { save, avatar, readAgain } = widget;
  const changes = widgetChanges(form.stored, form.values);
  const wrong = formProblems(changes);
  const found = Object.entries(wrong).map(([path, problem]) => [path, t(`problems.${problem}`)] as const);
  const problems = {
    ...(save.error instanceof ApiError ? save.error.fields : {}),
    ...(wasTried ? Object.fromEntries(found) : {}),
  };
  const reset = (): void => {
    setWasTried(false);
    onReset();
  };
  const done = (): void => {
    reset();
    tell(t('saved'));
  };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const { currentTarget: shown } = event;
    setWasTried(true);
    if (found.length > 0) focusFirstWrong(shown);
    else save.mutate(changes, { onSuccess: done });
  };
  return (
    <form className="flex min-w-0 flex-col gap-4" onSubmit={submit}>
      <ContrastNotice warnings={warnings} />
      <fieldset disabled={!mayManage} className="contents">
        {WIDGET_GROUPS.map((group) => (
          <WidgetGroupCard key={group.name} {...form} group={group} problems={problems} avatar={avatar} />
        ))}
      </fieldset>
      {mayManage && (
        <SettingsBar isChanged={Object.keys(changes).length > 0} save={save} onReset={reset} readAgain={readAgain} />
      )}
    </form>
  );
}

/** Once what is wrong is shown. */
const focusFirstWrong = (form: HTMLFormElement): void => {
  requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid]')?.focus());
};
