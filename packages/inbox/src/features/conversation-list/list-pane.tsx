import { useMemo, useState } from 'react';
import { cx } from '../../ui/class-names.ts';
import { ConversationList } from './conversation-list.tsx';
import { type ListAddress, type ListRequest, readAddress } from './list-address.ts';
import { type ListPlaces, ListPlacesContext } from './list-places.ts';
import { isColumnHidden, rememberColumn } from './remembered-column.ts';
import { useCounts } from './use-counts.ts';
import { ViewsColumn } from './views-column.tsx';

type ListPaneProps = {
  /** What the address says. */
  readonly address: ListAddress;
  readonly places: ListPlaces;
  /** The conversation that is open beside the list. */
  readonly openId: string | null;
  /** Opens the export of a list; undefined for those who may not. */
  readonly onExport: ((request: ListRequest, total: number | null) => void) | undefined;
};

/** The views and the list of conversations, side by side where there is room. On a phone the open conversation covers them. */
export function ListPane({ address, places, openId, onExport }: ListPaneProps) {
  const request = useMemo(() => readAddress(address), [address]);
  const counts = useCounts();
  const [isHidden, setIsHidden] = useState(isColumnHidden);
  const show = (isShown: boolean): void => {
    setIsHidden(!isShown);
    rememberColumn(!isShown);
  };
  return (
    <ListPlacesContext value={places}>
      {!isHidden && <ViewsColumn request={request} counts={counts} onCollapse={() => show(false)} />}
      <section
        className={cx(
          'flex min-h-0 w-full min-w-0 flex-col border-line bg-surface md:w-84 md:shrink-0 md:border-e 2xl:w-96',
          openId !== null && 'max-md:hidden',
        )}
      >
        <ConversationList
          request={request}
          counts={counts}
          openId={openId}
          onShowViews={isHidden ? () => show(true) : undefined}
          onExport={onExport && ((total) => onExport(request, total))}
        />
      </section>
    </ListPlacesContext>
  );
}
