import { Plus, Trash2 } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { Button, IconButton } from '../../../../ui/button.tsx';
import { cx } from '../../../../ui/class-names.ts';

type RowsProps<Row> = {
  readonly label: string;
  readonly isLabelHidden?: boolean;
  readonly hint?: string;
  readonly problem?: string | undefined;
  readonly rows: readonly Row[];
  /** A new row. */
  readonly blank: Row;
  readonly max: number;
  /** Rows of several fields stand in frames of their own. */
  readonly isFramed?: boolean;
  readonly add: string;
  /** Takes the row at this place, from 1, away. */
  readonly remove: (at: number) => string;
  readonly onChange: (rows: readonly Row[]) => void;
  readonly children: (row: Row, at: number, set: (row: Row) => void) => ReactNode;
};

/** Things of one kind in an order, a row for each. */
export function Rows<Row>({ label, isLabelHidden, hint, problem, rows, ...props }: RowsProps<Row>) {
  const { blank, max, isFramed = false, add, remove, onChange, children } = props;
  const list = useRef<HTMLUListElement>(null);
  const addOne = (): void => {
    onChange([...rows, blank]);
    // After the new row is there: whoever adds one goes on to write in it.
    requestAnimationFrame(() =>
      list.current?.lastElementChild?.querySelector<HTMLElement>('input, select, textarea')?.focus(),
    );
  };
  const put = (at: number, row: Row): void => onChange(rows.map((each, place) => (place === at ? row : each)));
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className={isLabelHidden ? 'sr-only' : 'mb-1 font-medium'}>{label}</legend>
      {hint && <p className="text-soft text-sm">{hint}</p>}
      <ul ref={list} className={cx('flex flex-col', isFramed ? 'gap-3' : 'gap-2', rows.length === 0 && 'hidden')}>
        {rows.map((row, at) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place; it has no other name
            key={at}
            className={cx('flex items-start gap-1', isFramed && 'rounded-md border border-line p-3')}
          >
            <div className="min-w-0 flex-1">{children(row, at, (next) => put(at, next))}</div>
            <IconButton
              icon={Trash2}
              label={remove(at + 1)}
              onClick={() => onChange(rows.filter((_, place) => place !== at))}
            />
          </li>
        ))}
      </ul>
      {problem && (
        <p role="alert" className="text-bad text-sm">
          {problem}
        </p>
      )}
      {rows.length < max && (
        <div>
          <Button icon={Plus} onClick={addOne}>
            {add}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
