import { listAuditLogEndpoint } from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { auditEntry } from '../../../presenters/audit-entry.ts';
import { idOfActor } from '../../../presenters/named-actor.ts';
import { listAudit } from '../../../store/audit/list-audit.ts';
import { findNamedActors } from '../../../store/people/find-named-actors.ts';
import type { HttpDeps } from '../../deps.ts';
import { cursorOf, pageUpTo, readCursor } from '../../list-cursor.ts';
import { workspaceRoute } from '../../workspace-route.ts';

const LIST = 'audit-log';
const PlaceSchema = z.object({ id: z.uuid() });

/** `GET /v1/audit-log` */
export function auditLogRoute(app: FastifyInstance, deps: HttpDeps): void {
  workspaceRoute(app, deps, listAuditLogEndpoint, async ({ workspaceId, query }) => {
    const { cursor, limit, ...filter } = query;
    const before = readCursor(LIST, PlaceSchema, cursor)?.id ?? null;
    const entries = await listAudit(deps.database.db, workspaceId, { ...filter, before }, limit + 1);
    const ids = entries.flatMap(({ actor }) => idOfActor(actor));
    const names = await findNamedActors(deps.database.named, workspaceId, ids);
    return pageUpTo(entries, limit, {
      cursor: ({ id }) => cursorOf(LIST, { id }),
      show: (entry) => auditEntry(entry, names),
    });
  });
}
