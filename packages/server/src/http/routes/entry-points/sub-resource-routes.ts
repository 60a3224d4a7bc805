import type { EntryPointType } from '@parley/protocol';
import type { objectSubResources, productSubResources, qrCodeSubResources } from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { updateEntryPoint } from '../../../commands/update-entry-point.ts';
import type { Pair } from '../../../domain/entry-points/entry-point.ts';
import { offsetTime } from '../../../presenters/offset-time.ts';
import { getEntryPoint } from '../../../store/entry-points/entry-points.ts';
import { listScans } from '../../../store/entry-points/scans.ts';
import type { HttpDeps } from '../../deps.ts';
import { cursorOf, pageUpTo, readCursor } from '../../list-cursor.ts';
import { workspaceRoute } from '../../workspace-route.ts';

type SubResources = typeof qrCodeSubResources | typeof productSubResources | typeof objectSubResources;

const PlaceSchema = z.object({ id: z.uuid() });
const OWNERS = { qr_code: 'qr_code_id', product: 'product_id', object: 'object_id' } as const;

/** The lists that hang on each kind of entry point. */
export function subResourceRoutes(
  app: FastifyInstance,
  deps: HttpDeps,
  { type, endpoints }: { readonly type: EntryPointType; readonly endpoints: SubResources },
): void {
  const entryOf = (workspaceId: string, ref: string) => getEntryPoint(deps.database.db, { workspaceId, type, ref });

  workspaceRoute(app, deps, endpoints.getProperties, async ({ workspaceId, params }) =>
    listed('property', (await entryOf(workspaceId, params.id)).properties),
  );
  workspaceRoute(app, deps, endpoints.putProperties, async ({ params, body, origin }) => {
    const entry = { type, ref: params.id };
    return listed('property', (await updateEntryPoint(deps, { entry, change: body, origin })).properties);
  });
  workspaceRoute(app, deps, endpoints.getUrlParams, async ({ workspaceId, params }) =>
    listed('url_param', (await entryOf(workspaceId, params.id)).urlParams),
  );
  workspaceRoute(app, deps, endpoints.putUrlParams, async ({ params, body, origin }) => {
    const entry = { type, ref: params.id };
    const change = { urlParams: body.url_params };
    return listed('url_param', (await updateEntryPoint(deps, { entry, change, origin })).urlParams);
  });
  workspaceRoute(app, deps, endpoints.listScans as typeof qrCodeSubResources.listScans, async (call) => {
    const { workspaceId, params, query } = call;
    const { id: entryPointId } = await entryOf(workspaceId, params.id);
    const list = `scans:${entryPointId}`;
    const before = readCursor(list, PlaceSchema, query.cursor)?.id;
    const page = { workspaceId, entryPointId, before, limit: query.limit + 1 };
    const scans = await listScans(deps.database.db, page);
    return pageUpTo(scans, query.limit, {
      cursor: ({ id }) => cursorOf(list, { id }),
      show: (scan) => ({ ...scanJson(scan), [OWNERS[type] as 'qr_code_id']: entryPointId }),
    });
  });
}

function scanJson(scan: Awaited<ReturnType<typeof listScans>>[number]) {
  return {
    object: 'scan' as const,
    id: scan.id,
    scanned_at: offsetTime(scan.scannedAt),
    user_agent: scan.userAgent,
    destination: scan.destination,
    query_params: { ...scan.queryParams },
    location: null,
  };
}

const listed = <const O extends string>(object: O, pairs: readonly Pair[]) => ({
  object: 'list' as const,
  data: pairs.map(({ key, value }) => ({ object, key, value })),
});
