import { useTranslation } from 'react-i18next';
import { useOpen } from '../../../conversation-state/open-context.tsx';
import { useMay } from '../../../session/inbox-session.tsx';
import { Section } from '../section.tsx';
import { MetadataForm } from './metadata-form.tsx';
import { MetadataRows } from './metadata-rows.tsx';
import { schemaFields, takesOtherKeys } from './schema-fields.ts';

/** Data of the conversation: a form where the agent has a schema for them, and rows of keys and values for the rest. */
export function MetadataSection() {
  const { t } = useTranslation('details');
  const { view, facts } = useOpen().data;
  const mayEdit = useMay('conversations.manage');
  const fields = schemaFields(facts.chatbot.metadata_schema) ?? [];
  const named = new Set(fields.map(({ key }) => key));
  const rest = Object.entries(view.metadata).filter(([key]) => !named.has(key));
  const mayAdd = mayEdit && takesOtherKeys(facts.chatbot.metadata_schema);
  return (
    <Section title={t('metadata')}>
      {fields.length > 0 && <MetadataForm fields={fields} mayEdit={mayEdit} />}
      {(rest.length > 0 || mayAdd) && <MetadataRows entries={rest} mayEdit={mayEdit} mayAdd={mayAdd} />}
      {fields.length === 0 && rest.length === 0 && !mayAdd && <p className="text-soft">{t('noMetadata')}</p>}
    </Section>
  );
}
