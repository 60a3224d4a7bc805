import type { Budget, Budgets as BudgetList } from '@parley/protocol/api';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAgents } from '../../../session/agents.ts';
import { useInbox, useMay } from '../../../session/inbox-session.tsx';
import { problemOf } from '../../../session/problem-of.ts';
import { Badge, type Tone } from '../../../ui/badge.tsx';
import { Button, IconButton } from '../../../ui/button.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Card } from '../../../ui/page.tsx';
import { tell } from '../../../ui/toast.tsx';
import { type Formats, formats } from '../formats.ts';
import { zoneHere } from '../range.ts';
import { BudgetForm } from './budget-form.tsx';
import { type BudgetChange, budgetsAfter } from './budget-list.ts';

const TONES: Readonly<Record<Budget['state'], Tone>> = { ok: 'good', near: 'fair', reached: 'bad' };

/** The monthly budgets of the workspace and its agents: how they stand, and the way to change them. */
export function Budgets() {
  const { t } = useTranslation('reports');
  const mayManage = useMay('usage.manage');
  const { list, save } = useBudgets();
  const [isAdding, setIsAdding] = useState(false);
  const [removed, setRemoved] = useState<Budget | null>(null);
  const taken = list?.budgets.map(({ chatbot_id: id }) => id) ?? [];
  const put = (change: BudgetChange): void =>
    save.mutate(change, {
      onSuccess: () => {
        setIsAdding(false);
        tell(t('budgets.saved'));
      },
      onSettled: () => setRemoved(null),
    });
  if (!list) return null;
  const add = (
    <Button icon={Plus} onClick={() => setIsAdding(true)}>
      {t('budgets.add')}
    </Button>
  );
  return (
    <Card title={t('budgets.title')} text={t('budgets.text')} actions={mayManage && add}>
      {list.budgets.length === 0 && <p className="text-soft">{t('budgets.none')}</p>}
      <ul className="flex flex-col gap-3">
        {list.budgets.map((budget) => (
          <BudgetRow
            key={budget.chatbot_id ?? 'workspace'}
            budget={budget}
            list={list}
            onRemove={mayManage ? () => setRemoved(budget) : null}
          />
        ))}
      </ul>
      {save.error && !isAdding && <p className="text-bad">{problemOf(save.error)}</p>}
      <Dialog isOpen={isAdding} onClose={() => setIsAdding(false)} title={t('budgets.add')} text={t('budgets.addText')}>
        <BudgetForm
          taken={taken}
          currency={list.currency}
          problem={save.error ? problemOf(save.error) : undefined}
          isBusy={save.isPending}
          onSubmit={(budget) => put({ type: 'add', budget })}
        />
      </Dialog>
      {removed && (
        <RemoveDialog
          budget={removed}
          isBusy={save.isPending}
          onConfirm={() => put({ type: 'remove', of: removed.chatbot_id })}
          onClose={() => setRemoved(null)}
        />
      )}
    </Card>
  );
}

function useBudgets() {
  const { client } = useInbox();
  const queries = useQueryClient();
  const queryKey = ['budgets', client.workspaceId];
  const { data: list } = useQuery<BudgetList>({ queryKey, queryFn: () => client.call('get-budgets', {}) });
  const save = useMutation({
    mutationFn: async (change: BudgetChange) => {
      // All are replaced at once: what somebody else has set since the screen was opened must not be lost by it.
      const now = await client.call('get-budgets', {});
      return client.call('put-budgets', { body: budgetsAfter(now, change, zoneHere()) });
    },
    onSuccess: (saved) => queries.setQueryData(queryKey, saved),
  });
  return { list, save };
}

type RemoveDialogProps = {
  readonly budget: Budget;
  readonly isBusy: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
};

function RemoveDialog({ budget, ...rest }: RemoveDialogProps) {
  const { t } = useTranslation('reports');
  const name = useNameOf(budget);
  return (
    <ConfirmDialog
      title={t('budgets.remove', { name })}
      text={t('budgets.removeText')}
      action={t('budgets.removeAction')}
      {...rest}
    />
  );
}

/** Whose budget it is. */
function useNameOf({ chatbot_id: id }: Budget): string {
  const { t } = useTranslation('reports');
  const agents = useAgents();
  return id === null ? t('budgets.workspace') : (agents.find((agent) => agent.id === id)?.name ?? id);
}

type BudgetRowProps = {
  readonly budget: Budget;
  readonly list: BudgetList;
  /** Null for who may not. */
  readonly onRemove: (() => void) | null;
};

function BudgetRow({ budget, list, onRemove }: BudgetRowProps) {
  const { t } = useTranslation('reports');
  const format = formats();
  const { share, state } = budget;
  const name = useNameOf(budget);
  const [spent, limit] = [amountOf(budget.spent, budget, list, format), amountOf(budget.limit, budget, list, format)];
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1">
      <span className="w-48 truncate font-medium">{name}</span>
      <meter
        className="share-meter max-w-72 flex-1"
        aria-label={t('budgets.meter', { name })}
        min={0}
        max={1}
        value={Math.min(1, share)}
      />
      <span className="tabular-nums">{t('budgets.spent', { spent, limit, share: format.percent(share) })}</span>
      <Badge tone={TONES[state]}>{t(`budgets.states.${state}`)}</Badge>
      <span className="text-soft text-sm">{t(`budgets.actions.${budget.at_limit}`)}</span>
      {onRemove && <IconButton icon={Trash2} label={t('budgets.remove', { name })} onClick={onRemove} />}
    </li>
  );
}

const amountOf = (value: number, { unit }: Budget, { currency }: BudgetList, { number, money }: Formats): string =>
  unit === 'tokens' ? number(value) : money(value, currency);
