import { Plus, Trash2 } from 'lucide-react';
import { useId, useRef } from 'react';
import { Button, IconButton } from './button.tsx';

type Pair = { readonly key: string; readonly value: string };

type PairsFieldProps = {
  readonly label: string;
  /** The label is for those who hear it only. */
  readonly isLabelHidden?: boolean;
  readonly hint?: string;
  readonly problem?: string | undefined;
  readonly pairs: readonly Pair[];
  readonly onChange: (pairs: readonly Pair[]) => void;
  readonly words: {
    readonly key: string;
    readonly value: string;
    readonly add: string;
    /** Takes the line at this place, from 1, away. */
    readonly remove: (at: number) => string;
  };
};

const BOX = 'min-w-0 rounded-md border border-edge bg-surface px-3 py-2';

/** Named values in an order: a line for each. */
export function PairsField({ label, isLabelHidden, hint, problem, pairs, onChange, words }: PairsFieldProps) {
  const id = useId();
  const list = useRef<HTMLFieldSetElement>(null);
  const change = (at: number, part: Partial<Pair>): void =>
    onChange(pairs.map((pair, place) => (place === at ? { ...pair, ...part } : pair)));
  const add = (): void => {
    onChange([...pairs, { key: '', value: '' }]);
    // After the new line is there: whoever adds one goes on to write in it.
    requestAnimationFrame(() => list.current?.querySelector<HTMLInputElement>('li:last-child input')?.focus());
  };
  return (
    <fieldset ref={list} className="flex min-w-0 flex-col gap-2" aria-describedby={hint ? `${id}-hint` : undefined}>
      <legend className={isLabelHidden ? 'sr-only' : 'mb-1 font-medium'}>{label}</legend>
      {hint && (
        <p id={`${id}-hint`} className="text-soft text-sm">
          {hint}
        </p>
      )}
      <ul className="flex flex-col gap-2">
        {pairs.map((pair, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place; it has no other name
          <li key={at} className="flex items-center gap-2">
            <input
              type="text"
              dir="auto"
              aria-label={`${words.key} ${at + 1}`}
              placeholder={words.key}
              value={pair.key}
              onChange={(event) => change(at, { key: event.target.value })}
              className={`${BOX} w-2/5`}
            />
            <input
              type="text"
              dir="auto"
              aria-label={`${words.value} ${at + 1}`}
              placeholder={words.value}
              value={pair.value}
              onChange={(event) => change(at, { value: event.target.value })}
              className={`${BOX} flex-1`}
            />
            <IconButton
              icon={Trash2}
              label={words.remove(at + 1)}
              onClick={() => onChange(pairs.filter((_, place) => place !== at))}
            />
          </li>
        ))}
      </ul>
      {problem && (
        <p role="alert" className="text-bad text-sm">
          {problem}
        </p>
      )}
      <div>
        <Button icon={Plus} onClick={add}>
          {words.add}
        </Button>
      </div>
    </fieldset>
  );
}
