import { ACTION_PARAMETER_TYPES } from '@parley/protocol';
import { ACTION_LIMITS } from '@parley/protocol/api';
import { useTranslation } from 'react-i18next';
import { CheckField, SelectField, TextArea, TextField } from '../../../../ui/field.tsx';
import { Card } from '../../../../ui/page.tsx';
import type { ParameterDraft } from '../action-draft.ts';
import type { Part } from './part.ts';
import { Rows } from './rows.tsx';

const BLANK: ParameterDraft = { name: '', description: '', type: 'str', isRequired: true, default: '', schema: '' };

/** What the model fills in when it calls the action. */
export function ParametersCard({ draft, onEdit, problemAt }: Part) {
  const { t } = useTranslation('actions');
  return (
    <Card title={t('parameters.label')} text={t('parameters.text')}>
      <Rows
        label={t('parameters.label')}
        isLabelHidden
        isFramed
        rows={draft.parameters}
        blank={BLANK}
        max={ACTION_LIMITS.parameters}
        problem={problemAt('parameters')}
        add={t('parameters.add')}
        remove={(at) => t('removeRow', { what: t('parameters.one'), at })}
        onChange={(parameters) => onEdit({ parameters })}
      >
        {(parameter, at, set) => (
          <ParameterFields
            parameter={parameter}
            onChange={set}
            problemOf={(field) => problemAt(`parameters.${at}.${field}`)}
          />
        )}
      </Rows>
    </Card>
  );
}

type ParameterFieldsProps = {
  readonly parameter: ParameterDraft;
  readonly onChange: (parameter: ParameterDraft) => void;
  readonly problemOf: (field: string) => string | undefined;
};

function ParameterFields({ parameter, onChange, problemOf }: ParameterFieldsProps) {
  const { t } = useTranslation('actions');
  const set = (change: Partial<ParameterDraft>): void => onChange({ ...parameter, ...change });
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <TextField
        label={t('parameters.name')}
        dir="ltr"
        placeholder="order_id"
        className="font-mono text-sm"
        spellCheck={false}
        value={parameter.name}
        problem={problemOf('name')}
        onChange={({ target }) => set({ name: target.value })}
      />
      <SelectField
        label={t('parameters.type')}
        value={parameter.type}
        problem={problemOf('type')}
        options={ACTION_PARAMETER_TYPES.map((value) => ({ value, label: t(`types.${value}`) }))}
        onChange={(value) => set({ type: ACTION_PARAMETER_TYPES.find((each) => each === value) ?? parameter.type })}
      />
      <div className="sm:col-span-2">
        <TextField
          label={t('parameters.description')}
          hint={t('parameters.descriptionHint')}
          value={parameter.description}
          problem={problemOf('description')}
          onChange={({ target }) => set({ description: target.value })}
        />
      </div>
      <TextField
        label={t('parameters.default')}
        value={parameter.default}
        problem={problemOf('default')}
        onChange={({ target }) => set({ default: target.value })}
      />
      <div className="sm:mt-8">
        <CheckField
          label={t('parameters.required')}
          isOn={parameter.isRequired}
          onChange={(isRequired) => set({ isRequired })}
        />
      </div>
      {parameter.type === 'custom' && (
        <div className="sm:col-span-2">
          <TextArea
            label={t('parameters.schema')}
            hint={t('parameters.schemaHint')}
            dir="ltr"
            spellCheck={false}
            className="font-mono text-sm"
            value={parameter.schema}
            problem={problemOf('schema')}
            onChange={({ target }) => set({ schema: target.value })}
          />
        </div>
      )}
    </div>
  );
}
