import { CopyButton } from '../copy-button.tsx';
import { Table } from '../table.tsx';

export type FiguresTableProps = {
  readonly label: string;
  readonly head: readonly string[];
  /** Each begins with what it is of; numbers as they are shown. */
  readonly rows: readonly (readonly string[])[];
  readonly words: { readonly show: string; readonly copy: string };
};

/** The numbers behind a picture: for screen readers, for reading closely, and to copy into a spreadsheet. */
export function FiguresTable({ label, head, rows, words }: FiguresTableProps) {
  const lines = [head, ...rows].map((cells) => cells.join('\t'));
  return (
    <details>
      <summary className="w-fit text-accent text-sm">{words.show}</summary>
      <div className="mt-2 flex flex-col items-start gap-2">
        <div className="max-h-80 w-full overflow-y-auto">
          <Table
            label={label}
            columns={head.map((title, place) => ({
              key: String(place),
              title,
              cell: (row: readonly string[]) => row[place],
              isNumber: place > 0,
            }))}
            rows={rows}
            keyOf={(row) => row[0] ?? ''}
          />
        </div>
        <CopyButton text={lines.join('\n')} label={words.copy} />
      </div>
    </details>
  );
}
