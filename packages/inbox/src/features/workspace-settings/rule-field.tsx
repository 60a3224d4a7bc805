import { useTranslation } from 'react-i18next';
import { CheckField, TextField } from '../../ui/field.tsx';
import type { Rule, RuleDraft } from './retention-rules.ts';

type RuleFieldProps = {
  readonly rule: Rule;
  readonly value: RuleDraft;
  readonly problem: string | undefined;
  readonly onChange: (value: RuleDraft) => void;
};

/** One rule: off, or on with its number of days. */
export function RuleField({ rule, value, problem, onChange }: RuleFieldProps) {
  const { t } = useTranslation('retention');
  return (
    <div className="flex flex-col gap-2">
      <CheckField
        label={t(`ruleNames.${rule}`)}
        hint={t(`ruleHints.${rule}`)}
        isOn={value.isOn}
        onChange={(isOn) => onChange({ ...value, isOn })}
      />
      {value.isOn && (
        <div className="ms-7 max-w-40">
          <TextField
            label={t('days')}
            type="number"
            min={1}
            max={3650}
            inputMode="numeric"
            value={value.days}
            problem={problem}
            onChange={(event) => onChange({ ...value, days: event.target.value })}
          />
        </div>
      )}
    </div>
  );
}
