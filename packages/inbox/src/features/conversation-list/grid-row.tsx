import type { InboxRow } from '@parley/protocol/api';
import { memo } from 'react';
import { ConversationRow } from './conversation-row.tsx';
import type { RowSetting } from './row-setting.ts';

type GridRowProps = {
  readonly measure: (element: HTMLDivElement | null) => void;
  readonly row: InboxRow;
  readonly index: number;
  readonly isOpen: boolean;
  readonly isInTabOrder: boolean;
  readonly isChosen: boolean;
  readonly isChoosing: boolean;
  readonly setting: RowSetting;
  readonly onFocus: (id: string, index: number) => void;
};

/** The row of a conversation in the grid: it has the focus, and the virtualizer says where it stands. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { measure, row, index, isOpen, isInTabOrder, isChosen, isChoosing, setting, onFocus } = props;
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows out of sight are not there, so that there is no table
    <div
      ref={measure}
      role="row"
      data-index={index}
      data-id={row.id}
      aria-rowindex={index + 1}
      aria-selected={setting.isChoosable ? isChosen : undefined}
      aria-current={isOpen ? 'true' : undefined}
      tabIndex={isInTabOrder ? 0 : -1}
      onFocus={() => onFocus(row.id, index)}
      className="group absolute inset-x-0 top-0 flex gap-3 border-line border-b px-3 py-2.5 hover:bg-hover focus-visible:-outline-offset-2 aria-[current=true]:bg-selected aria-selected:bg-selected"
    >
      <ConversationRow row={row} isChosen={isChosen} isChoosing={isChoosing} setting={setting} />
    </div>
  );
});
