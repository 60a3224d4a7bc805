import { problemOf } from '../../../session/problem-of.ts';
import { Notice } from '../../../ui/notice.tsx';
import { Waiting } from '../../../ui/waiting.tsx';
import { ConfigurationForm } from './configuration-form.tsx';
import { GatheringFields } from './gathering-fields.tsx';
import { HandoffFields } from './handoff-fields.tsx';
import { useConfiguration } from './use-configuration.ts';

type HandoffSettingsProps = { readonly agentId: string };

/** When and how an agent hands conversations over to people, and what it writes down of them. */
export function HandoffSettingsScreen({ agentId }: HandoffSettingsProps) {
  const handoff = useConfiguration('human-handoff', agentId);
  const gathering = useConfiguration('data-gathering', agentId);
  const error = handoff.stored.error ?? gathering.stored.error;
  if (!handoff.stored.data || !gathering.stored.data) {
    return error ? <Notice tone="bad">{problemOf(error)}</Notice> : <Waiting />;
  }
  return (
    <div className="flex max-w-4xl flex-col gap-8 p-4 md:p-8">
      <ConfigurationForm stored={handoff.stored.data.configuration} access={handoff}>
        {(fields) => <HandoffFields {...fields} />}
      </ConfigurationForm>
      <ConfigurationForm stored={gathering.stored.data.configuration} access={gathering}>
        {(fields) => <GatheringFields {...fields} />}
      </ConfigurationForm>
    </div>
  );
}
