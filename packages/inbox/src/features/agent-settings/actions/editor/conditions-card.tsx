import { ACTION_CONDITIONS } from '@parley/protocol';
import { ACTION_LIMITS } from '@parley/protocol/api';
import { useTranslation } from 'react-i18next';
import { SelectField, TextField } from '../../../../ui/field.tsx';
import { Card } from '../../../../ui/page.tsx';
import type { ConditionDraft, SharedDraft } from '../action-draft.ts';
import type { Part } from './part.ts';
import { Rows } from './rows.tsx';

const BLANK: ConditionDraft = { key: '', operator: 'exists', value: '' };

/** What must be known of a conversation for the agent to have the action at all. */
export function ConditionsCard({ draft, onEdit, problemAt }: Part<SharedDraft>) {
  const { t } = useTranslation('actions');
  return (
    <Card title={t('conditions.label')} text={t('conditions.text')}>
      <Rows
        label={t('conditions.label')}
        isLabelHidden
        rows={draft.conditions}
        blank={BLANK}
        max={ACTION_LIMITS.paths}
        problem={problemAt('run_only_when')}
        add={t('conditions.add')}
        remove={(at) => t('removeRow', { what: t('conditions.one'), at })}
        onChange={(conditions) => onEdit({ conditions })}
      >
        {(condition, at, set) => (
          <div className="grid gap-2 sm:grid-cols-3">
            <TextField
              label={t('keyOf', { at: at + 1 })}
              isLabelHidden
              dir="ltr"
              placeholder={t('metadataKey')}
              className="font-mono text-sm"
              value={condition.key}
              problem={problemAt(`run_only_when.${at}.key`)}
              onChange={({ target }) => set({ ...condition, key: target.value })}
            />
            <SelectField
              label={t('operatorOf', { at: at + 1 })}
              isLabelHidden
              value={condition.operator}
              options={ACTION_CONDITIONS.map((value) => ({ value, label: t(`operators.${value}`) }))}
              onChange={(value) =>
                set({ ...condition, operator: ACTION_CONDITIONS.find((each) => each === value) ?? 'exists' })
              }
            />
            {condition.operator === 'equals' && (
              <TextField
                label={t('valueOf', { what: t('conditions.one'), at: at + 1 })}
                isLabelHidden
                placeholder={t('itemValue')}
                className="font-mono text-sm"
                value={condition.value}
                problem={problemAt(`run_only_when.${at}.value`)}
                onChange={({ target }) => set({ ...condition, value: target.value })}
              />
            )}
          </div>
        )}
      </Rows>
    </Card>
  );
}
