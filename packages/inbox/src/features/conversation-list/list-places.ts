import { createContext, use } from 'react';
import type { ListRequest } from './list-address.ts';

/** Where the list and its conversations stand in the address: for whoever puts the list on a screen. */
export type ListPlaces = {
  /** The address of a list, the open conversation staying open. */
  readonly listHref: (request: ListRequest) => string;
  readonly showList: (request: ListRequest) => void;
  /** The address of a conversation, beside the list as it is. */
  readonly conversationHref: (id: string) => string;
  readonly openConversation: (id: string) => void;
};

export const ListPlacesContext = createContext<ListPlaces | null>(null);

/** Where lists and conversations stand. */
export function useListPlaces(): ListPlaces {
  const places = use(ListPlacesContext);
  if (!places) throw new Error('the list has no places here');
  return places;
}
