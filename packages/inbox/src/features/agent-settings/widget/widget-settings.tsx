import { ApiError } from '@parley/sdk';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemAt } from '../../../form/draft.ts';
import { useMay } from '../../../session/inbox-session.tsx';
import { problemOf } from '../../../session/problem-of.ts';
import { Notice } from '../../../ui/notice.tsx';
import { Card } from '../../../ui/page.tsx';
import { tell } from '../../../ui/toast.tsx';
import { Waiting } from '../../../ui/waiting.tsx';
import { SettingInput } from '../setting-input.tsx';
import { SettingsBar } from '../settings-bar.tsx';
import { AvatarField } from './avatar-field.tsx';
import { Drawing } from './drawing.tsx';
import { PrechatFields } from './prechat-fields.tsx';
import { Snippet } from './snippet.tsx';
import { useWidget } from './use-widget.ts';
import { hexOf, WIDGET_GROUPS, type WidgetName, type WidgetValues, widgetChanges } from './widget-fields.ts';

type WidgetSettingsProps = { readonly agentId: string; readonly scenarioId: string };

/** How an agent's website chat looks and what it offers, drawn as it is set, and what a site puts into its pages. */
export function WidgetSettingsScreen({ agentId, scenarioId }: WidgetSettingsProps) {
  const widget = useWidget(agentId);
  const [edits, setEdits] = useState<Partial<WidgetValues>>({});
  const { data, error } = widget.stored;
  if (!data) return error ? <Notice tone="bad">{problemOf(error)}</Notice> : <Waiting />;
  const { contrast_warnings: warnings, ...before } = data.configuration;
  const values: WidgetValues = { ...before, ...edits };
  return (
    <div className="grid gap-4 p-4 md:p-8 xl:grid-cols-[minmax(0,1fr)_26rem]">
      <WidgetForm
        values={values}
        changes={widgetChanges(before, values)}
        warnings={warnings}
        widget={widget}
        onEdit={(edit) => setEdits((others) => ({ ...others, ...edit }))}
        onReset={() => setEdits({})}
      />
      <div className="flex flex-col gap-4 xl:sticky xl:top-4 xl:self-start">
        <Drawing values={values} />
        <Snippet scenarioId={scenarioId} />
      </div>
    </div>
  );
}

type WidgetFormProps = {
  readonly values: WidgetValues;
  readonly changes: Partial<WidgetValues>;
  readonly warnings: readonly { readonly text: string; readonly background: string; readonly ratio: number }[];
  readonly widget: ReturnType<typeof useWidget>;
  readonly onEdit: (edit: Partial<WidgetValues>) => void;
  readonly onReset: () => void;
};

function WidgetForm({ values, changes, warnings, widget, onEdit, onReset }: WidgetFormProps) {
  const { t } = useTranslation('widgetSettings');
  const mayManage = useMay('agents.manage');
  const { save, avatar, readAgain } = widget;
  const problems = save.error instanceof ApiError ? save.error.fields : {};
  const done = (): void => {
    onReset();
    tell(t('saved'));
  };
  return (
    <form
      className="flex min-w-0 flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(changes, { onSuccess: done });
      }}
    >
      {warnings.length > 0 && (
        <Notice tone="fair">
          {t('contrast', {
            pairs: warnings
              .map(({ text, background, ratio }) => `${text} / ${background} ${ratio.toFixed(1)}`)
              .join(', '),
          })}
        </Notice>
      )}
      <fieldset disabled={!mayManage} className="contents">
        {WIDGET_GROUPS.map(({ name, fields }) => (
          <Card key={name} title={t(`groups.${name}`)}>
            {name === 'looks' && <AvatarField image={values.avatar_image} avatar={avatar} />}
            {fields.map((field) => (
              <SettingInput
                key={field.name}
                area="widgetSettings"
                field={field}
                value={shown(field.kind, values[field.name])}
                problem={problemAt(problems, field.name)}
                onChange={(value) => onEdit({ [field.name]: value })}
              />
            ))}
            {name === 'before' && (
              <PrechatFields
                fields={values.prechat_fields}
                onChange={(chosen) => onEdit({ prechat_fields: [...chosen] })}
              />
            )}
          </Card>
        ))}
      </fieldset>
      {mayManage && (
        <SettingsBar isChanged={Object.keys(changes).length > 0} save={save} onReset={onReset} readAgain={readAgain} />
      )}
    </form>
  );
}

const shown = (kind: string, value: WidgetValues[WidgetName]): unknown =>
  kind === 'colour' && typeof value === 'string' ? hexOf(value) : (value ?? '');
