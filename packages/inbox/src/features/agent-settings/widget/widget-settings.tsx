import { useState } from 'react';
import { problemOf } from '../../../session/problem-of.ts';
import { spokenLanguage } from '../../../translations.ts';
import { Notice } from '../../../ui/notice.tsx';
import { Waiting } from '../../../ui/waiting.tsx';
import { Drawing } from './drawing/drawing.tsx';
import { Snippet } from './snippet.tsx';
import { useWidget } from './use-widget.ts';
import type { WidgetValues } from './widget-fields.ts';
import { WidgetForm } from './widget-form.tsx';

type WidgetSettingsProps = { readonly agentId: string; readonly scenarioId: string; readonly name: string };

/** How an agent's website chat looks and what it offers, drawn as it is set, and what a site puts into its pages. */
export function WidgetSettingsScreen({ agentId, scenarioId, name }: WidgetSettingsProps) {
  const widget = useWidget(agentId);
  const [edits, setEdits] = useState<Partial<WidgetValues>>({});
  // Whose texts are edited, and drawn.
  const [language, setLanguage] = useState<string>(spokenLanguage);
  const { data, error } = widget.stored;
  if (!data) return error ? <Notice tone="bad">{problemOf(error)}</Notice> : <Waiting />;
  const { contrast_warnings: warnings, ...stored } = data.configuration;
  const values: WidgetValues = { ...stored, ...edits };
  return (
    <div className="grid gap-4 p-4 md:p-8 xl:grid-cols-[minmax(0,1fr)_26rem]">
      <WidgetForm
        stored={stored}
        values={values}
        warnings={warnings}
        widget={widget}
        language={language}
        onLanguage={setLanguage}
        onEdit={(edit) => setEdits((others) => ({ ...others, ...edit }))}
        onReset={() => setEdits({})}
      />
      <div className="flex min-w-0 flex-col gap-4 xl:sticky xl:top-4 xl:self-start">
        <Drawing values={values} name={name} language={language} />
        <Snippet scenarioId={scenarioId} />
      </div>
    </div>
  );
}
