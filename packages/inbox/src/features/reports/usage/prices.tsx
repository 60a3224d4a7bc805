import type { ModelPrices } from '@parley/protocol/api';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useInbox, useMay } from '../../../session/inbox-session.tsx';
import { problemOf } from '../../../session/problem-of.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Card } from '../../../ui/page.tsx';
import { Table } from '../../../ui/table.tsx';
import { tell } from '../../../ui/toast.tsx';
import { formats } from '../formats.ts';
import { PriceForm, type Prices as PriceList } from './price-form.tsx';

/** What models cost: the workspace sets it, as every contract with a vendor is another. */
export function Prices() {
  const { t } = useTranslation('reports');
  const mayManage = useMay('usage.manage');
  const [isOpen, setIsOpen] = useState(false);
  const { prices, save } = usePrices();
  const { money } = formats();
  if (!prices) return null;
  const edit = (
    <Button icon={Pencil} onClick={() => setIsOpen(true)}>
      {t('prices.edit')}
    </Button>
  );
  const done = (): void => {
    setIsOpen(false);
    tell(t('prices.saved'));
  };
  return (
    <Card title={t('prices.title')} text={t('prices.text')} actions={mayManage && edit}>
      {prices.prices.length === 0 ? (
        <p className="text-soft">{t('prices.none')}</p>
      ) : (
        <Table
          label={t('prices.title')}
          rows={prices.prices}
          keyOf={({ model }) => model}
          columns={[
            { key: 'model', title: t('prices.model'), cell: ({ model }) => model },
            {
              key: 'in',
              title: t('prices.input'),
              cell: (row) => money(row.input_micros, prices.currency),
              isNumber: true,
            },
            {
              key: 'out',
              title: t('prices.output'),
              cell: (row) => money(row.output_micros, prices.currency),
              isNumber: true,
            },
          ]}
        />
      )}
      <Dialog
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        title={t('prices.edit')}
        text={t('prices.text')}
        width="wide"
      >
        <PriceForm
          prices={prices}
          problem={save.error ? problemOf(save.error) : undefined}
          isBusy={save.isPending}
          onSubmit={(next) => save.mutate(next, { onSuccess: done })}
        />
      </Dialog>
    </Card>
  );
}

function usePrices() {
  const { client } = useInbox();
  const queries = useQueryClient();
  const queryKey = ['prices', client.workspaceId];
  const { data: prices } = useQuery<ModelPrices>({ queryKey, queryFn: () => client.call('get-prices', {}) });
  const save = useMutation({
    mutationFn: ({ currency, prices: list }: PriceList) =>
      client.call('put-prices', { body: { currency, prices: [...list] } }),
    onSuccess: (saved) => {
      queries.setQueryData(queryKey, saved);
      // Costs of the past are shown at the new prices.
      for (const name of ['usage', 'budgets']) void queries.invalidateQueries({ queryKey: [name, client.workspaceId] });
    },
  });
  return { prices, save };
}
