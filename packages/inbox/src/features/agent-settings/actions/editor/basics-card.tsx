import { useTranslation } from 'react-i18next';
import { TextArea, TextField } from '../../../../ui/field.tsx';
import { Card } from '../../../../ui/page.tsx';
import type { SharedDraft } from '../action-draft.ts';
import type { Part } from './part.ts';

type BasicsProps = Part<SharedDraft> & {
  /** The model reads the description of a request; of remote tools it reads their server's words. */
  readonly isRemote?: boolean;
  /** What the server said about the action beside its definition. */
  readonly ownProblemAt: (name: string) => string | undefined;
};

/** What the action is called, when the agent shall call it, and what the visitor sees meanwhile. */
export function BasicsCard({ draft, onEdit, problemAt, ownProblemAt, isRemote = false }: BasicsProps) {
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
        label={t(isRemote ? 'remote.description' : 'description')}
        hint={t(isRemote ? 'remote.descriptionHint' : 'descriptionHint')}
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
