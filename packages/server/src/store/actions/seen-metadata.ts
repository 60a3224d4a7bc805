import { sql } from 'kysely';
import type { Visitor } from '../../domain/conversation/conversation.ts';
import type { JsonObject } from '../../lib/json.ts';
import type { Db } from '../schema.ts';

/** What a conversation says that placeholders can name. */
export type SeenMetadata = {
  readonly metadata: JsonObject;
  readonly unverifiedKeys: readonly string[];
  readonly visitor: Visitor;
};

/** The latest conversations of an agent, the newest first; trials are left out. */
export async function seenMetadata(db: Db, agentId: string, limit: number): Promise<SeenMetadata[]> {
  const { rows } = await sql<SeenMetadata>`
    select metadata, coalesce(unverified_keys, '{}') as "unverifiedKeys",
      jsonb_build_object('name', visitor_name, 'email', visitor_email, 'phone', visitor_phone, 'label', visitor_label)
        as visitor
    from conversations where agent_id = ${agentId}::uuid and source not in ('preview', 'simulation')
    order by last_message_at desc, id desc limit ${limit}`.execute(db);
  return rows;
}
