import { getRouteApi } from '@tanstack/react-router';
import { isEntryKind } from '../../features/entry-points/entry-point.ts';
import { EntryPoints } from '../../features/entry-points/entry-points.tsx';
import { MissingScreen } from '../problem-screen.tsx';

const route = getRouteApi('/$workspace/settings/entry-points/$kind');

/** The entry points of one kind. */
export function EntryPointsScreen() {
  const { kind } = route.useParams();
  return isEntryKind(kind) ? <EntryPoints kind={kind} /> : <MissingScreen />;
}
