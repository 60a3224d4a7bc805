import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '../../ui/button.tsx';
import { TextArea, TextField } from '../../ui/field.tsx';

type ListInputProps = {
  readonly label: string;
  readonly hint: string | undefined;
  readonly problem: string | undefined;
  readonly values: readonly string[];
  readonly itemMax: number;
  readonly isLong: boolean;
  readonly onChange: (values: readonly string[]) => void;
};

/** Several texts, in an order. */
export function ListInput({ label, hint, problem, values, itemMax, isLong, onChange }: ListInputProps) {
  const { t } = useTranslation('agentSettings');
  const swap = (place: number, other: number): void => {
    const [one, two] = [values[place] ?? '', values[other] ?? ''];
    onChange(values.with(place, two).with(other, one));
  };
  const Input = isLong ? LongItem : ShortItem;
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="font-medium">{label}</legend>
      {hint && <p className="text-soft text-sm">{hint}</p>}
      {values.map((value, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a text has nothing but its place
        <div key={place} className="flex items-start gap-1">
          <div className="min-w-0 flex-1">
            <Input
              label={t('item', { label, number: place + 1 })}
              value={value}
              maxLength={itemMax}
              onChange={(text) => onChange(values.with(place, text))}
            />
          </div>
          <IconButton icon={ArrowUp} label={t('up')} disabled={place === 0} onClick={() => swap(place, place - 1)} />
          <IconButton
            icon={ArrowDown}
            label={t('down')}
            disabled={place === values.length - 1}
            onClick={() => swap(place, place + 1)}
          />
          <IconButton icon={Trash2} label={t('remove')} onClick={() => onChange(values.toSpliced(place, 1))} />
        </div>
      ))}
      {problem && (
        <p role="alert" className="text-bad text-sm">
          {problem}
        </p>
      )}
      <Button icon={Plus} className="self-start" onClick={() => onChange([...values, ''])}>
        {t('add')}
      </Button>
    </fieldset>
  );
}

type ItemProps = {
  readonly label: string;
  readonly value: string;
  readonly maxLength: number;
  readonly onChange: (text: string) => void;
};

const ShortItem = ({ onChange, ...rest }: ItemProps) => (
  <TextField {...rest} isLabelHidden onChange={({ target }) => onChange(target.value)} />
);

const LongItem = ({ onChange, ...rest }: ItemProps) => (
  <TextArea {...rest} rows={2} isLabelHidden onChange={({ target }) => onChange(target.value)} />
);
