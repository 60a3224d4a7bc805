import type { Budget } from '@parley/protocol/api';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAgents } from '../../../session/agents.ts';
import { Button } from '../../../ui/button.tsx';
import { DialogActions } from '../../../ui/dialog.tsx';
import { SelectField, TextField } from '../../../ui/field.tsx';
import type { NewBudget } from './budget-list.ts';

type BudgetFormProps = {
  /** What has a budget already: agents, and null for the workspace. */
  readonly taken: readonly (string | null)[];
  /** Null while no price is set: then only tokens can be counted. */
  readonly currency: string | null;
  readonly problem: string | undefined;
  readonly isBusy: boolean;
  readonly onSubmit: (budget: NewBudget) => void;
};

const WORKSPACE = '';
const MICROS = 1e6;

/** Of what, how much a month, and what happens then. */
export function BudgetForm({ taken, currency, problem, isBusy, onSubmit }: BudgetFormProps) {
  const { t } = useTranslation('reports');
  const agents = useAgents();
  const free = [
    { value: WORKSPACE, label: t('budgets.workspace') },
    ...agents.map(({ id, name }) => ({ value: id, label: name })),
  ].filter(({ value }) => !taken.includes(value === WORKSPACE ? null : value));
  const [whose, setWhose] = useState(free[0]?.value ?? WORKSPACE);
  const [unit, setUnit] = useState<Budget['unit']>(currency ? 'cost' : 'tokens');
  const [amount, setAmount] = useState('');
  const [atLimit, setAtLimit] = useState<Budget['at_limit']>('warn');
  const units = currency ? (['cost', 'tokens'] as const) : (['tokens'] as const);
  const submit = (): void => {
    const limit = Math.round(Number(amount) * (unit === 'cost' ? MICROS : 1));
    onSubmit({ chatbot_id: whose === WORKSPACE ? null : whose, unit, limit, at_limit: atLimit });
  };
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <SelectField label={t('budgets.whose')} value={whose} options={free} onChange={setWhose} />
      <SelectField
        label={t('budgets.unit')}
        value={unit}
        options={units.map((value) => ({ value, label: t(`budgets.units.${value}`, { currency }) }))}
        onChange={(value) => setUnit(value === 'cost' ? 'cost' : 'tokens')}
      />
      <TextField
        label={t('budgets.limit')}
        type="number"
        min={unit === 'cost' ? 0.01 : 1}
        step={unit === 'cost' ? 0.01 : 1}
        required
        value={amount}
        problem={problem}
        onChange={({ target }) => setAmount(target.value)}
      />
      <SelectField
        label={t('budgets.atLimit')}
        value={atLimit}
        options={(['warn', 'builtin'] as const).map((value) => ({ value, label: t(`budgets.actions.${value}`) }))}
        onChange={(value) => setAtLimit(value === 'builtin' ? 'builtin' : 'warn')}
      />
      <DialogActions>
        <Button kind="primary" type="submit" isBusy={isBusy} disabled={free.length === 0}>
          {t('budgets.add')}
        </Button>
      </DialogActions>
    </form>
  );
}
