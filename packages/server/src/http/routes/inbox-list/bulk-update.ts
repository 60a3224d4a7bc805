import { type BulkResult, bulkUpdateEndpoint } from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { type BulkOutcome, bulkUpdate } from '../../../commands/bulk-update.ts';
import type { HttpDeps } from '../../deps.ts';
import { workspaceRoute } from '../../workspace-route.ts';

/** `POST /inbox/api/{workspace_id}/inbox/bulk` */
export function bulkUpdateRoute(app: FastifyInstance, deps: HttpDeps): void {
  workspaceRoute(app, deps, bulkUpdateEndpoint, async ({ workspaceId, origin, body }) => {
    const outcomes = await bulkUpdate(deps, { workspaceId, origin, ids: body.ids, action: body.action });
    const count = (wanted: BulkOutcome['outcome']): number =>
      outcomes.filter(({ outcome }) => outcome === wanted).length;
    return {
      object: 'bulk_result' as const,
      changed: count('changed'),
      unchanged: count('unchanged'),
      refused: count('refused'),
      data: outcomes.map(resultOf),
    };
  });
}

function resultOf(one: BulkOutcome): BulkResult['data'][number] {
  if (one.outcome !== 'refused') return { id: one.id, outcome: one.outcome, error: null };
  const { code, message, details } = one.refusal;
  return { id: one.id, outcome: 'refused', error: { code: details?.reason ?? code, message } };
}
