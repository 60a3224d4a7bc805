import type { ComponentProps } from 'react';

/** A cell of a grid whose rows are there only while they are in sight. The row has the focus, what is in the cell is reached from it. */
export function GridCell(props: Omit<ComponentProps<'div'>, 'role'>) {
  // biome-ignore lint/a11y/useSemanticElements: rows out of sight are not there, so that there is no table
  // biome-ignore lint/a11y/useFocusableInteractive: the row has the focus
  return <div {...props} role="gridcell" />;
}
