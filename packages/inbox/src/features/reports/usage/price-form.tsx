import type { ModelPrices } from '@parley/protocol/api';
import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '../../../ui/button.tsx';
import { DialogActions } from '../../../ui/dialog.tsx';
import { TextField } from '../../../ui/field.tsx';

export type Prices = { readonly currency: string; readonly prices: ModelPrices['prices'] };

/** A row as it is typed. */
type Typed = { readonly key: number; readonly model: string; readonly input: string; readonly output: string };

type PriceFormProps = {
  readonly prices: ModelPrices;
  readonly problem: string | undefined;
  readonly isBusy: boolean;
  readonly onSubmit: (prices: Prices) => void;
};

const MICROS = 1e6;
const inMicros = (typed: string): number => Math.round(Number(typed) * MICROS);

/** The price of a million tokens in and out, for each model; those that were used and have none stand there already. */
export function PriceForm({ prices, problem, isBusy, onSubmit }: PriceFormProps) {
  const { t } = useTranslation('reports');
  const [currency, setCurrency] = useState(prices.currency ?? 'EUR');
  const [rows, setRows] = useState(() => typedRows(prices));
  const change = (key: number, part: Partial<Typed>): void =>
    setRows((before) => before.map((row) => (row.key === key ? { ...row, ...part } : row)));
  const submit = (): void =>
    onSubmit({
      currency,
      prices: rows.map(({ model, input, output }) => ({
        model,
        input_micros: inMicros(input),
        output_micros: inMicros(output),
      })),
    });
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <TextField
        label={t('prices.currency')}
        value={currency}
        pattern="[A-Z]{3}"
        maxLength={3}
        required
        problem={problem}
        onChange={({ target }) => setCurrency(target.value.toUpperCase())}
        className="max-w-24"
      />
      {rows.map((row) => (
        <PriceRow
          key={row.key}
          row={row}
          onChange={(part) => change(row.key, part)}
          onRemove={() => setRows((before) => before.filter(({ key }) => key !== row.key))}
        />
      ))}
      <Button
        icon={Plus}
        className="self-start"
        onClick={() => setRows((before) => [...before, typed(nextKey(before), '')])}
      >
        {t('prices.addModel')}
      </Button>
      <DialogActions>
        <Button kind="primary" type="submit" isBusy={isBusy}>
          {t('prices.save')}
        </Button>
      </DialogActions>
    </form>
  );
}

type PriceRowProps = {
  readonly row: Typed;
  readonly onChange: (part: Partial<Typed>) => void;
  readonly onRemove: () => void;
};

function PriceRow({ row, onChange, onRemove }: PriceRowProps) {
  const { t } = useTranslation('reports');
  const amount = { type: 'number', min: 0, step: 'any', required: true } as const;
  return (
    <div className="grid grid-cols-[1fr_1fr_auto] items-end gap-2 sm:grid-cols-[2fr_1fr_1fr_auto]">
      <div className="col-span-2 sm:col-span-1">
        <TextField
          label={t('prices.model')}
          value={row.model}
          required
          onChange={({ target }) => onChange({ model: target.value })}
        />
      </div>
      <TextField
        label={t('prices.input')}
        value={row.input}
        {...amount}
        onChange={({ target }) => onChange({ input: target.value })}
      />
      <TextField
        label={t('prices.output')}
        value={row.output}
        {...amount}
        onChange={({ target }) => onChange({ output: target.value })}
      />
      <IconButton icon={Trash2} label={t('prices.remove', { model: row.model })} onClick={onRemove} />
    </div>
  );
}

const typed = (key: number, model: string): Typed => ({ key, model, input: '', output: '' });

const nextKey = (rows: readonly Typed[]): number => Math.max(0, ...rows.map(({ key }) => key)) + 1;

function typedRows({ prices, unpriced_models: unpriced }: ModelPrices): readonly Typed[] {
  const set = prices.map(({ model, input_micros, output_micros }, key) => ({
    key,
    model,
    input: String(input_micros / MICROS),
    output: String(output_micros / MICROS),
  }));
  return [...set, ...unpriced.map((model, place) => typed(set.length + place, model))];
}
