import { sql } from 'kysely';
import type { Tx } from '../schema.ts';

/** Removes deliveries, bodies, attempts and jobs from before a time, and those of endpoints that are gone. */
export async function removeOldDeliveries(tx: Tx, before: Date): Promise<void> {
  const isOver = sql`(d.created_at < ${before}::timestamptz or not exists (select 1 from webhook_endpoints e
    where e.workspace_id = d.workspace_id and e.id = d.endpoint_id))`;
  await sql`delete from webhook_attempts a using webhook_deliveries d
    where a.workspace_id = d.workspace_id and a.endpoint_id = d.endpoint_id and a.delivery_id = d.id
      and ${isOver}`.execute(tx);
  await sql`delete from webhook_deliveries d where ${isOver}`.execute(tx);
  await sql`delete from webhook_payloads p where not exists (select 1 from webhook_deliveries d
    where d.workspace_id = p.workspace_id and d.payload_id = p.id)`.execute(tx);
  await sql`delete from webhook_redeliveries d where ${isOver} and d.state = 'done'`.execute(tx);
}
