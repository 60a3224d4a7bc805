import { AppError } from '@parley/protocol';
import type { Origin } from '../domain/people/origin.ts';
import { HEALTHY } from '../domain/webhook/breaker.ts';
import { insertAudit } from '../store/audit/insert-audit.ts';
import { holdCursor, lockShared } from '../store/webhooks/endpoint-cursors.ts';
import { lockEndpoint, saveEndpoint, type WebhookTarget } from '../store/webhooks/endpoints.ts';
import { WEBHOOK_CHANNEL } from './create-webhook.ts';
import type { Deps } from './deps.ts';
import { refuseUnreachable } from './refuse-unreachable.ts';

export type WebhookPatch = {
  readonly url?: string | undefined;
  readonly events?: readonly string[] | undefined;
  readonly description?: string | null | undefined;
  readonly isActive?: boolean | undefined;
};

/** Changes, pauses or resumes an endpoint. One that is paused goes on later where it stopped. */
export async function updateWebhook(
  deps: Pick<Deps, 'database' | 'clock' | 'ids' | 'outside' | 'bus'>,
  { id, origin, patch }: { readonly id: string; readonly origin: Origin; readonly patch: WebhookPatch },
): Promise<WebhookTarget> {
  if (patch.url !== undefined) await refuseUnreachable(deps, patch.url);
  const at = deps.clock.now();
  const key = { workspaceId: origin.workspaceId, id };
  const saved = await deps.database.transaction(async (tx) => {
    await lockShared(tx);
    const before = await lockEndpoint(tx, key);
    if (!before) throw noSuchEndpoint();
    const { next, changed } = patched(before, patch, at);
    if (changed.length === 0) return before;
    const isMoved = next.url !== before.url;
    if (before.isActive && !next.isActive) await holdCursor(tx, key);
    await saveEndpoint(tx, next, { isMoved });
    const details = { changed, ...(isMoved ? { url: next.url } : {}), is_active: next.isActive };
    const target = { type: 'webhook_endpoint', id };
    await insertAudit(tx, { id: deps.ids.uuid(), at, origin, action: 'webhook.update', target, details });
    return { ...next, health: isMoved ? HEALTHY : next.health };
  });
  deps.bus.publish(WEBHOOK_CHANNEL, {});
  return saved;
}

/** The refusal of an endpoint that the workspace does not have. */
export const noSuchEndpoint = (): AppError => new AppError('not_found', 'There is no such webhook endpoint.');

function patched(before: WebhookTarget, patch: WebhookPatch, at: Date) {
  const { url = before.url, description = before.description, isActive = before.isActive } = patch;
  const events = patch.events ? [...new Set(patch.events)] : before.events;
  const changed = [
    ...(url === before.url ? [] : ['url']),
    ...(isSameSet(events, before.events) ? [] : ['events']),
    ...(description === before.description ? [] : ['description']),
    ...(isActive === before.isActive ? [] : ['is_active']),
  ];
  return { next: { ...before, url, events, description, isActive, updatedAt: at }, changed };
}

const isSameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((each) => b.includes(each));
