import { ApiError } from '@parley/sdk';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changedFields, problemAt } from '../../form/draft.ts';
import { useMay } from '../../session/inbox-session.tsx';
import { problemOf } from '../../session/problem-of.ts';
import { Notice } from '../../ui/notice.tsx';
import { Card } from '../../ui/page.tsx';
import { tell } from '../../ui/toast.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { Preview } from './preview/preview.tsx';
import { type AgentValues, SETTING_GROUPS } from './setting-fields.ts';
import { SettingInput } from './setting-input.tsx';
import { SettingsBar } from './settings-bar.tsx';
import { useAgentSettings } from './use-agent-settings.ts';

/** Every setting of an agent, and beside them a chat with it as the form says, saved or not. */
export function AgentSettingsScreen({ agentId }: { readonly agentId: string }) {
  const settings = useAgentSettings(agentId);
  const { data, error } = settings.stored;
  const [edits, setEdits] = useState<Partial<AgentValues>>({});
  if (!data) return error ? <Notice tone="bad">{problemOf(error)}</Notice> : <Waiting />;
  const changes = changedFields(data.values, edits);
  return (
    <div className="grid gap-4 p-4 md:p-8 xl:grid-cols-[minmax(0,1fr)_24rem]">
      <SettingsForm
        values={{ ...data.values, ...edits }}
        changes={changes}
        settings={settings}
        onEdit={(edit) => setEdits((others) => ({ ...others, ...edit }))}
        onReset={() => setEdits({})}
      />
      <Preview agentId={agentId} changes={changes} />
    </div>
  );
}

type SettingsFormProps = {
  readonly values: AgentValues;
  readonly changes: Partial<AgentValues>;
  readonly settings: ReturnType<typeof useAgentSettings>;
  readonly onEdit: (edit: Partial<AgentValues>) => void;
  readonly onReset: () => void;
};

function SettingsForm({ values, changes, settings: { save, readAgain }, onEdit, onReset }: SettingsFormProps) {
  const { t } = useTranslation('agentSettings');
  const mayManage = useMay('agents.manage');
  const problems = save.error instanceof ApiError ? save.error.fields : {};
  const submit = (): void =>
    save.mutate(changes, {
      onSuccess: () => {
        onReset();
        tell(t('saved'));
      },
    });
  return (
    <form
      className="flex min-w-0 flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <fieldset disabled={!mayManage} className="contents">
        {SETTING_GROUPS.map(({ name, fields }) => (
          <Card key={name} title={t(`groups.${name}`)}>
            {fields.map((field) => (
              <SettingInput
                key={field.name}
                area="agentSettings"
                field={field}
                value={values[field.name]}
                problem={problemAt(problems, field.name)}
                onChange={(value) => onEdit({ [field.name]: value })}
              />
            ))}
          </Card>
        ))}
      </fieldset>
      {mayManage && (
        <SettingsBar isChanged={Object.keys(changes).length > 0} save={save} onReset={onReset} readAgain={readAgain} />
      )}
    </form>
  );
}
