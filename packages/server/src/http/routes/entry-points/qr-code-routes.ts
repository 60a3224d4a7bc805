import {
  archiveQrCodeEndpoint,
  createQrCodeEndpoint,
  getQrCodeEndpoint,
  getQrCodeImageEndpoint,
  listQrCodesEndpoint,
  qrCodeSubResources,
  updateQrCodeEndpoint,
} from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { createEntryPoint } from '../../../commands/create-entry-point.ts';
import { updateEntryPoint } from '../../../commands/update-entry-point.ts';
import { newScenarioId } from '../../../identity/new-credentials.ts';
import { getEntryPoint, listEntryPoints } from '../../../store/entry-points/entry-points.ts';
import type { HttpDeps } from '../../deps.ts';
import { numberedPageOf } from '../../numbered-page.ts';
import { workspaceRoute } from '../../workspace-route.ts';
import { destinationOf, qrCodeJson, scanUrl } from './entry-point-json.ts';
import { qrImage } from './qr-image.ts';
import { subResourceRoutes } from './sub-resource-routes.ts';

const TYPE = 'qr_code';

/** QR codes: the codes themselves, their images, and what hangs on them. */
export function qrCodeRoutes(app: FastifyInstance, deps: HttpDeps): void {
  const show = (entry: Parameters<typeof qrCodeJson>[0]) => qrCodeJson(entry, { baseUrl: deps.baseUrl() });

  workspaceRoute(app, deps, listQrCodesEndpoint, ({ workspaceId, query }) =>
    numberedPageOf(query, show, (page) =>
      listEntryPoints(deps.database.db, { workspaceId, type: TYPE, status: query.status, sort: 'recent', ...page }),
    ),
  );
  workspaceRoute(app, deps, createQrCodeEndpoint, async ({ body, origin, keepAnswer }) => {
    const given = { ...body, destination: destinationOf(body.destination) };
    const alongside = (tx: Parameters<typeof keepAnswer>[0], made: Parameters<typeof show>[0]) =>
      keepAnswer(tx, show(made));
    return show(await createEntryPoint({ ...deps, newCode: newScenarioId }, { type: TYPE, given, origin, alongside }));
  });
  workspaceRoute(app, deps, getQrCodeEndpoint, async ({ workspaceId, params }) =>
    show(await getEntryPoint(deps.database.db, { workspaceId, type: TYPE, ref: params.id })),
  );
  workspaceRoute(app, deps, updateQrCodeEndpoint, async ({ params, body, origin }) => {
    const change = { ...body, destination: destinationOf(body.destination) };
    return show(await updateEntryPoint(deps, { entry: { type: TYPE, ref: params.id }, change, origin }));
  });
  workspaceRoute(app, deps, archiveQrCodeEndpoint, async ({ params, origin }) => {
    const change = { status: 'archived' } as const;
    return show(await updateEntryPoint(deps, { entry: { type: TYPE, ref: params.id }, change, origin }));
  });
  workspaceRoute(app, deps, getQrCodeImageEndpoint, async ({ workspaceId, params, query, reply }) => {
    const entry = await getEntryPoint(deps.database.db, { workspaceId, type: TYPE, ref: params.id });
    reply.type(query.format === 'svg' ? 'image/svg+xml' : 'image/png');
    return qrImage(scanUrl(entry, { baseUrl: deps.baseUrl() }), query);
  });
  subResourceRoutes(app, deps, { type: TYPE, endpoints: qrCodeSubResources });
}
