import { getRouteApi } from '@tanstack/react-router';
import { EntryDetails } from '../../features/entry-points/entry-details.tsx';
import { isEntryKind } from '../../features/entry-points/entry-point.ts';
import { MissingScreen } from '../problem-screen.tsx';

const route = getRouteApi('/$workspace/settings/entry-points/$kind/$entry');

/** One entry point. */
export function EntryPointScreen() {
  const { kind, entry } = route.useParams();
  return isEntryKind(kind) ? <EntryDetails key={entry} kind={kind} id={entry} /> : <MissingScreen />;
}
