import { AppError } from '@parley/protocol';
import {
  archiveProductEndpoint,
  createProductEndpoint,
  getProductByGtinEndpoint,
  getProductEndpoint,
  listProductsEndpoint,
  productSubResources,
  updateProductEndpoint,
} from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { createEntryPoint } from '../../../commands/create-entry-point.ts';
import { updateEntryPoint } from '../../../commands/update-entry-point.ts';
import { parseGtin } from '../../../domain/entry-points/gtin.ts';
import { newScenarioId } from '../../../identity/new-credentials.ts';
import { getEntryPoint, getProductByGtin, listEntryPoints } from '../../../store/entry-points/entry-points.ts';
import type { HttpDeps } from '../../deps.ts';
import { numberedPageOf } from '../../numbered-page.ts';
import { workspaceRoute } from '../../workspace-route.ts';
import { destinationOf, productJson } from './entry-point-json.ts';
import { subResourceRoutes } from './sub-resource-routes.ts';

const TYPE = 'product';

/** Products, and what hangs on them. */
export function productRoutes(app: FastifyInstance, deps: HttpDeps): void {
  const show = (entry: Parameters<typeof productJson>[0]) => productJson(entry, { baseUrl: deps.baseUrl() });

  workspaceRoute(app, deps, listProductsEndpoint, ({ workspaceId, query }) =>
    numberedPageOf(query, show, (page) =>
      listEntryPoints(deps.database.db, { workspaceId, type: TYPE, status: query.status, sort: 'recent', ...page }),
    ),
  );
  workspaceRoute(app, deps, createProductEndpoint, async ({ body, origin, keepAnswer }) => {
    const given = { ...body, gtin: gtinOf(body.gtin), destination: destinationOf(body.destination) };
    const alongside = (tx: Parameters<typeof keepAnswer>[0], made: Parameters<typeof show>[0]) =>
      keepAnswer(tx, show(made));
    return show(await createEntryPoint({ ...deps, newCode: newScenarioId }, { type: TYPE, given, origin, alongside }));
  });
  workspaceRoute(app, deps, getProductByGtinEndpoint, async ({ workspaceId, params }) =>
    show(await getProductByGtin(deps.database.db, workspaceId, gtinOf(params.gtin))),
  );
  workspaceRoute(app, deps, getProductEndpoint, async ({ workspaceId, params }) =>
    show(await getEntryPoint(deps.database.db, { workspaceId, type: TYPE, ref: params.id })),
  );
  workspaceRoute(app, deps, updateProductEndpoint, async ({ params, body, origin }) => {
    const gtin = body.gtin === undefined ? undefined : gtinOf(body.gtin);
    const change = { ...body, gtin, destination: destinationOf(body.destination) };
    return show(await updateEntryPoint(deps, { entry: { type: TYPE, ref: params.id }, change, origin }));
  });
  workspaceRoute(app, deps, archiveProductEndpoint, async ({ params, origin }) => {
    const change = { status: 'archived' } as const;
    return show(await updateEntryPoint(deps, { entry: { type: TYPE, ref: params.id }, change, origin }));
  });
  subResourceRoutes(app, deps, { type: TYPE, endpoints: productSubResources });
}

function gtinOf(given: string): string {
  const gtin = parseGtin(given);
  if (gtin !== null) return gtin;
  const message = 'must be a GTIN of 8, 12, 13 or 14 digits with a right check digit';
  throw new AppError('validation_failed', `gtin ${message}.`, { fields: [{ path: 'gtin', message }] });
}
