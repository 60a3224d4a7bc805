import { useQuery } from '@tanstack/react-query';
import { useInbox, useMay } from '../../session/inbox-session.tsx';
import type { FieldOption } from './field-option.ts';

/** More of each kind would be a list that nobody reads: others are found by their id in the address. */
const MOST = 100;
const NONE: readonly FieldOption[] = [];

/** The newest QR codes, products and objects by name, read only once somebody wants them. */
export function useEntryPoints(isWanted: boolean): readonly FieldOption[] {
  const { client } = useInbox();
  const may = useMay('entry_points.view');
  const { data } = useQuery({
    queryKey: ['entry-points-by-name', client.workspaceId],
    enabled: isWanted && may,
    queryFn: async (): Promise<readonly FieldOption[]> => {
      const query = { page_size: MOST };
      const lists = await Promise.all([
        client.call('list-qr-codes', { query }),
        client.call('list-products', { query }),
        client.call('list-objects', { query }),
      ]);
      return lists.flatMap(({ data }) => data.map(({ id, name }) => ({ value: id, label: name })));
    },
  });
  return data ?? NONE;
}
