import { type BodyOf, getRetentionEndpoint, type Retention, updateRetentionEndpoint } from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { updateRetention } from '../../../commands/update-retention.ts';
import { boundsOf, type RetentionRules } from '../../../domain/retention/retention.ts';
import { offsetTimeOrNull } from '../../../presenters/offset-time.ts';
import { countDue } from '../../../store/retention/find-due.ts';
import { findRetention, type StoredRetention } from '../../../store/retention/retention-rules.ts';
import type { HttpDeps } from '../../deps.ts';
import { workspaceRoute } from '../../workspace-route.ts';

const CAP = 10_000;

/** How long a workspace keeps what was said, for its owner and admins. */
export function retentionRoutes(app: FastifyInstance, deps: HttpDeps): void {
  const show = async (workspaceId: string, retention: StoredRetention): Promise<Retention> => {
    const { conversationDays, attachmentDays, updatedAt, lastRunAt } = retention;
    const due = await countDue(deps.database.db, workspaceId, boundsOf(retention, deps.clock.now()), CAP);
    return {
      object: 'retention',
      delete_conversations_after_days: conversationDays,
      delete_attachments_after_days: attachmentDays,
      due: { ...due, is_capped: due.conversations === CAP || due.attachments === CAP },
      last_run_at: offsetTimeOrNull(lastRunAt),
      updated_at: offsetTimeOrNull(updatedAt),
    };
  };
  const known = (workspaceId: string) => findRetention(deps.database.db, workspaceId);

  workspaceRoute(app, deps, getRetentionEndpoint, async ({ workspaceId }) =>
    show(workspaceId, await known(workspaceId)),
  );
  workspaceRoute(app, deps, updateRetentionEndpoint, async ({ workspaceId, body, query, origin }) => {
    const change = changeOf(body);
    if (query.dry_run) return show(workspaceId, { ...(await known(workspaceId)), ...change });
    return show(workspaceId, await updateRetention(deps, { change, origin }));
  });
}

function changeOf(body: BodyOf<typeof updateRetentionEndpoint>): Partial<RetentionRules> {
  const { delete_conversations_after_days: conversationDays, delete_attachments_after_days: attachmentDays } = body;
  return {
    ...(conversationDays === undefined ? {} : { conversationDays }),
    ...(attachmentDays === undefined ? {} : { attachmentDays }),
  };
}
