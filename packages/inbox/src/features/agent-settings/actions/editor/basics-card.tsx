import { useTranslation } from 'react-i18next';
import { TextArea, TextField } from '../../../../ui/field.tsx';
import { Card } from '../../../../ui/page.tsx';
import type { SharedDraft } from '../action-draft.ts';
import type { Part } from './part.ts';

type BasicsProps = Part<SharedDraft> & {
  /** What the server said about the action beside its definition. */
  readonly ownProblemAt: (name: string) => string | undefined;
};

/** What the action is called, when the agent shall call it, and what the visitor sees meanwhile. */
export function BasicsCard({ draft, onEdit, problemAt, ownProblemAt }: BasicsProps) {
  const { t } = useTranslation('actions');
  return (
    <Card title={t('basics')}>
      <TextField
        label={t('name')}
        hint={t('nameHint')}
        value={draft.name}
        problem={ownProblemAt('name')}
        onChange={({ target }) => onEdit({ name: target.value })}
      />
      <TextArea
        label={t('description')}
        hint={t('descriptionHint')}
        value={draft.description}
        problem={ownProblemAt('description')}
        onChange={({ target }) => onEdit({ description: target.value })}
      />
      <TextField
        label={t('thinking')}
        hint={t('thinkingHint')}
        placeholder={t('thinkingExample')}
        value={draft.thinkingMessage}
        problem={problemAt('thinking_message')}
        onChange={({ target }) => onEdit({ thinkingMessage: target.value })}
      />
    </Card>
  );
}
