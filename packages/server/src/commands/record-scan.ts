import type { EntryPointType } from '@parley/protocol';
import type { Pair } from '../domain/entry-points/entry-point.ts';
import { redirectUrl } from '../domain/entry-points/redirect-url.ts';
import { boundedVisit, type Visit } from '../domain/entry-points/scan.ts';
import { insertScan, type ScanDestination, type ScanTarget } from '../store/entry-points/scans.ts';
import type { Deps } from './deps.ts';

/** Rows that the scans of one entry point are counted in. */
const STRIPES = 8;

export type ScanInput = {
  readonly target: ScanTarget;
  readonly visit: Visit;
  /** Whether it is written down: who asks too often is led on all the same. */
  readonly isRecorded: boolean;
};

/** Where a visitor is led: an address, or an agent with the door that they came through. */
export type ScanResult =
  | { readonly type: 'url'; readonly url: string }
  | {
      readonly type: 'chat';
      readonly scenarioId: string;
      readonly entry: { readonly type: EntryPointType; readonly id: string };
    };

/** Writes a scan down and says where it leads. */
export async function recordScan(
  { database, clock, ids }: Pick<Deps, 'database' | 'clock' | 'ids'>,
  { target, visit, isRecorded }: ScanInput,
): Promise<ScanResult> {
  const { workspaceId, id: entryPointId, agent, url } = target;
  if (isRecorded) {
    const { userAgent, query } = boundedVisit(visit);
    const id = ids.uuid();
    const scan = { workspaceId, entryPointId, id, scannedAt: clock.now(), userAgent, queryParams: firstOfEach(query) };
    await insertScan(database.named, { ...scan, destination: destinationOf(target) }, stripeOf(id));
  }
  if (agent) return { type: 'chat', scenarioId: agent.scenarioId, entry: { type: target.type, id: entryPointId } };
  return { type: 'url', url: redirectUrl(url ?? '', target.urlParams, visit.query) };
}

const destinationOf = ({ agent, url }: ScanTarget): ScanDestination =>
  agent ? { type: 'chatbot', id: agent.id, url: null } : { type: 'url', id: null, url };

const firstOfEach = (query: readonly Pair[]): Record<string, string> =>
  Object.fromEntries([...query].reverse().map(({ key, value }) => [key, value]));

const stripeOf = (id: string): number => Number.parseInt(id.slice(-4), 16) % STRIPES;
