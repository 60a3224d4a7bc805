import { sql } from 'kysely';
import type { Tx } from '../schema.ts';

/** A body, and the endpoints that are to get it. */
export type NewDelivery = {
  readonly workspaceId: string;
  readonly conversationId: string | null;
  readonly event: string;
  readonly body: string;
  readonly endpointIds: readonly string[];
};

/** Puts deliveries up for sending, in their order and in one statement. */
export async function insertDeliveries(
  tx: Tx,
  deliveries: readonly NewDelivery[],
  { uuid, at }: { readonly uuid: () => string; readonly at: Date },
): Promise<void> {
  const payloads: object[] = [];
  const rows: object[] = [];
  for (const { workspaceId, conversationId, event, body, endpointIds } of deliveries) {
    const payload = { workspace_id: workspaceId, id: uuid() };
    payloads.push({ ...payload, body });
    for (const endpoint_id of endpointIds) {
      rows.push({
        ...payload,
        payload_id: payload.id,
        id: uuid(),
        endpoint_id,
        event,
        conversation_id: conversationId,
      });
    }
  }
  await sql`
    with p as (insert into webhook_payloads (workspace_id, id, body, created_at)
      select workspace_id, id, body, ${at}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(payloads)}::jsonb) as x(workspace_id uuid, id uuid, body text))
    insert into webhook_deliveries (workspace_id, endpoint_id, id, payload_id, conversation_id, event, state, attempts,
        retries_from, next_attempt_at, created_at)
      select workspace_id, endpoint_id, id, payload_id, conversation_id, event, 'waiting', 0, 0, ${at}::timestamptz,
        ${at}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(workspace_id uuid, endpoint_id uuid, id uuid,
        payload_id uuid, conversation_id uuid, event text)`.execute(tx);
}
