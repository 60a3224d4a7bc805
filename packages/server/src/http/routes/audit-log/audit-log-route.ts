import { listAuditLogEndpoint } from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { auditEntry } from '../../../presenters/audit-entry.ts';
import { listAudit } from '../../../store/audit/list-audit.ts';
import { readCursor, writeCursor } from '../../cursor.ts';
import type { HttpDeps } from '../../deps.ts';
import { workspaceRoute } from '../../workspace-route.ts';

const PositionSchema = z.object({ id: z.uuid() });

/** `GET /v1/audit-log` */
export function auditLogRoute(app: FastifyInstance, deps: HttpDeps): void {
  workspaceRoute(app, deps, listAuditLogEndpoint, async ({ workspaceId, query }) => {
    const { cursor, limit, ...filter } = query;
    const before = readCursor(PositionSchema, cursor)?.id ?? null;
    // One more than the page has tells whether another follows.
    const entries = await listAudit(deps.database.db, workspaceId, { ...filter, before }, limit + 1);
    const page = entries.slice(0, limit);
    const last = entries.length > limit ? page.at(-1) : undefined;
    return {
      object: 'list' as const,
      has_more: last !== undefined,
      next_cursor: last ? writeCursor({ id: last.id }) : null,
      data: page.map(auditEntry),
    };
  });
}
